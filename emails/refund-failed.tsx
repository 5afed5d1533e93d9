import { formatMoney, type Money } from "@/server/kernel/money";
import { column, paragraphs } from "./content";
import { moment } from "./format";
import { Action, Facts, P, Title } from "./parts";
import type { EmailProvider } from "./props";
import type { Template } from "./template";

/** A provider could not give money back; for managers. */
export type RefundFailedProps = {
  orderNumber: string;
  customerName: string;
  amount: Money;
  paidWith: EmailProvider;
  /** The provider's or the bank's word for it. */
  message: string;
  /** How often it has failed, this time included. */
  failures: number;
  /** When it is sent again by itself; left out when that can't help any more. */
  nextTryAt?: Date | undefined;
  failedAt: Date;
  /** IANA name of the shop's own time zone. */
  timeZone: string;
  /** The order in the console. */
  orderUrl: string;
};

const providers: Record<EmailProvider, string> = { stripe: "Stripe", paypal: "PayPal" };

const story = ({ amount, orderNumber, paidWith, customerName }: RefundFailedProps) =>
  `${providers[paidWith]} could not give ${formatMoney(amount)} back to ${customerName} for order ${orderNumber}. The customer does not have the money.`;

const todo = ({ nextTryAt, timeZone }: RefundFailedProps) =>
  nextTryAt
    ? `It is sent again by itself on ${moment(nextTryAt, timeZone)}. Nothing is needed from you now.`
    : "Sending it again by itself would not help any more. Send it again by hand, or pay it another way and note that on the order’s page.";

const facts = (props: RefundFailedProps): [string, string][] => [
  ["Why", props.message],
  ["Failed", moment(props.failedAt, props.timeZone)],
  ["Times it has failed", String(props.failures)],
];

export const refundFailed: Template<RefundFailedProps> = {
  reader: "manager",
  subject: ({ orderNumber, amount, nextTryAt }) =>
    nextTryAt
      ? `Refund failed, will be sent again: ${formatMoney(amount)} for order ${orderNumber}`
      : `Refund failed and waits for you: ${formatMoney(amount)} for order ${orderNumber}`,
  preview: todo,
  html: (props) => (
    <>
      <Title>A refund has failed</Title>
      <P>
        {story(props)} {todo(props)}
      </P>
      <Facts facts={facts(props)} />
      <Action href={props.orderUrl}>Open order {props.orderNumber}</Action>
    </>
  ),
  text: (props) =>
    paragraphs(
      `${story(props)} ${todo(props)}`,
      column(facts(props)),
      `Open order ${props.orderNumber}:\n${props.orderUrl}`,
    ),
};

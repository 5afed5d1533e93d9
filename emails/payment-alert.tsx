import { formatMoney, type Money } from "@/server/kernel/money";
import { column, paragraphs } from "./content";
import { moment } from "./format";
import { Action, Facts, P, Title } from "./parts";
import { type EmailProvider, paidHow } from "./props";
import type { Template } from "./template";

/** Money arrived for an order that had been cancelled, and was sent back. */
export type PaymentAlertProps = {
  orderNumber: string;
  amount: Money;
  paidWith: EmailProvider;
  cancelledAt: Date;
  receivedAt: Date;
  /** IANA name of the shop's own time zone. */
  timeZone: string;
  /** The order in the console. */
  orderUrl: string;
};

const story = ({ amount, orderNumber, paidWith }: PaymentAlertProps) =>
  `${formatMoney(amount)} was paid ${paidHow[paidWith]} for order ${orderNumber} after it had been cancelled. ` +
  "Its stock was free again by then, so the whole amount was sent back to the customer by itself.";
const todo = "Nothing is needed from you. If this happens often, the payment timeout may be too short.";

const facts = (props: PaymentAlertProps): [string, string][] => [
  ["Cancelled", moment(props.cancelledAt, props.timeZone)],
  ["Paid", moment(props.receivedAt, props.timeZone)],
  ["Sent back", formatMoney(props.amount)],
];

export const paymentAlert: Template<PaymentAlertProps> = {
  reader: "manager",
  subject: ({ orderNumber, amount }) =>
    `Late payment sent back: ${formatMoney(amount)} for cancelled order ${orderNumber}`,
  preview: () => todo,
  html: (props) => (
    <>
      <Title>A late payment was sent back</Title>
      <P>
        {story(props)} {todo}
      </P>
      <Facts facts={facts(props)} />
      <Action href={props.orderUrl}>Open order {props.orderNumber}</Action>
    </>
  ),
  text: (props) =>
    paragraphs(
      `${story(props)} ${todo}`,
      column(facts(props)),
      `Open order ${props.orderNumber}:\n${props.orderUrl}`,
    ),
};

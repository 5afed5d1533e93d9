import { formatMoney, type Money } from "@/server/kernel/money";
import { column, paragraphs } from "./content";
import { moment } from "./format";
import { Action, Facts, P, Title } from "./parts";
import type { EmailProvider } from "./props";
import type { Template } from "./template";

/** A customer has objected to a payment at their bank. */
export type DisputeAlertProps = {
  orderNumber: string;
  amount: Money;
  provider: EmailProvider;
  /** In words: "They say the goods have not arrived". */
  reason: string;
  /** Until when the shop can answer; null when there is nothing to hand in. */
  evidenceDueAt: Date | null;
  /** Whether something of the order was still here, and stays until somebody decides. */
  held: boolean;
  /** IANA name of the shop's own time zone. */
  timeZone: string;
  /** The order in the console, with what is known of its delivery. */
  orderUrl: string;
};

const names: Record<EmailProvider, string> = { stripe: "Stripe", paypal: "PayPal" };

const story = ({ amount, orderNumber, provider }: DisputeAlertProps) =>
  `A customer has objected to ${formatMoney(amount)} of the payment for order ${orderNumber}. ${names[provider]} has taken the money back until it is decided.`;

const todo = ({ evidenceDueAt, provider, held }: DisputeAlertProps) =>
  [
    evidenceDueAt
      ? `Answer it at ${names[provider]} in time: without an answer the money is lost. The order’s page has what can serve as evidence.`
      : `Look at ${names[provider]} what it asks for.`,
    held ? "What has not left yet is on hold until you lift it." : "Everything of it has left already.",
  ].join(" ");

const facts = (props: DisputeAlertProps): [string, string][] => [
  ["Disputed", formatMoney(props.amount)],
  ["Reason", props.reason],
  ...(props.evidenceDueAt
    ? [["Answer by", moment(props.evidenceDueAt, props.timeZone)] satisfies [string, string]]
    : []),
];

export const disputeAlert: Template<DisputeAlertProps> = {
  reader: "manager",
  subject: ({ orderNumber, amount }) => `Payment disputed: ${formatMoney(amount)} for order ${orderNumber}`,
  preview: todo,
  html: (props) => (
    <>
      <Title>A payment is disputed</Title>
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

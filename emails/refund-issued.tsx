import { formatMoney, type Money } from "@/server/kernel/money";
import { column, describe, paragraphs } from "./content";
import { fullDate } from "./format";
import { Action, Facts, P, Title } from "./parts";
import { type CustomerProps, type EmailItem, type EmailProvider, paidHow } from "./props";
import type { Template } from "./template";

export type RefundIssuedProps = CustomerProps & {
  amount: Money;
  /** All that was ever sent back for this order, this refund included. */
  refundedInAll: Money;
  paid: Money;
  paidWith: EmailProvider;
  issuedAt: Date;
  /** In the shop's words, e.g. "Damaged on arrival" */
  reason?: string | undefined;
  /** What it is for, where it is for certain things. */
  items?: readonly (EmailItem & { amount: Money })[] | undefined;
  /** The part of it that was paid for shipping; left out or zero when none is. */
  shipping?: Money | undefined;
  /** How it was paid when it could not go back the way it came: "by bank transfer". */
  byHand?: string | undefined;
};

const arrives: Record<EmailProvider, string> = {
  stripe: "Banks take 5 to 10 days to show it on your statement.",
  paypal: "PayPal shows it within a day; when a card stood behind it, that can take up to 10 days.",
};
const takes = ({ byHand, paidWith }: RefundIssuedProps): string =>
  byHand ? "Answer this mail if it has not reached you in a week." : arrives[paidWith];

const sent = ({ amount, paidWith, issuedAt, timeZone, byHand }: RefundIssuedProps) =>
  byHand
    ? `It could not go back the way you paid, so on ${fullDate(issuedAt, timeZone)} we paid you ${formatMoney(amount)} ${byHand}.`
    : `On ${fullDate(issuedAt, timeZone)} we sent ${formatMoney(amount)} back the way you paid, ${paidHow[paidWith]}.`;

function facts(props: RefundIssuedProps): [string, string][] {
  const { items = [], shipping } = props;
  return [
    ...(props.reason ? [["For", props.reason] as [string, string]] : []),
    ...items.map((item): [string, string] => [describe(item), formatMoney(item.amount)]),
    ...(shipping && shipping.amount > 0 ? [["Shipping", formatMoney(shipping)] as [string, string]] : []),
    ["This refund", formatMoney(props.amount)],
    ["Refunded in all", formatMoney(props.refundedInAll)],
    ["You had paid", formatMoney(props.paid)],
  ];
}

const headline = ({ amount, byHand }: RefundIssuedProps) =>
  byHand ? `We paid ${formatMoney(amount)} back ${byHand}` : `${formatMoney(amount)} is on its way back`;

/** Nobody has to wonder whether the rest of the order stands. */
const partly = ({ refundedInAll, paid }: RefundIssuedProps): string =>
  refundedInAll.amount < paid.amount ? "It is a part of what you paid; the rest of your order stands." : "";

export const refundIssued: Template<RefundIssuedProps> = {
  reader: "customer",
  subject: ({ orderNumber, amount, byHand }) =>
    byHand
      ? `Order ${orderNumber}: we paid ${formatMoney(amount)} back ${byHand}`
      : `Order ${orderNumber}: ${formatMoney(amount)} is on its way back to you`,
  preview: takes,
  html: (props) => (
    <>
      <Title>{headline(props)}</Title>
      <P>
        Hello {props.customerName}, this is about order {props.orderNumber}. {sent(props)} {takes(props)}{" "}
        {partly(props)}
      </P>
      <Facts facts={facts(props)} />
      <Action href={props.orderUrl}>See your order</Action>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      [`this is about order ${props.orderNumber}.`, sent(props), takes(props), partly(props)]
        .filter(Boolean)
        .join(" "),
      column(facts(props)),
      `See your order:\n${props.orderUrl}`,
    ),
};

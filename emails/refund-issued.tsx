import { formatMoney, type Money } from "@/server/kernel/money";
import { column, paragraphs } from "./content";
import { fullDate } from "./format";
import { Action, Facts, P, Title } from "./parts";
import { type CustomerProps, type EmailProvider, paidHow } from "./props";
import type { Template } from "./template";

export type RefundIssuedProps = CustomerProps & {
  amount: Money;
  /** All that was ever sent back for this order, this refund included. */
  refundedInAll: Money;
  paid: Money;
  paidWith: EmailProvider;
  issuedAt: Date;
  /** In the shop's words, e.g. "Return R-1042: oak stool". */
  reason?: string | undefined;
};

const arrives: Record<EmailProvider, string> = {
  stripe: "Banks take 5 to 10 days to show it on your statement.",
  paypal: "PayPal shows it within a day; when a card stood behind it, that can take up to 10 days.",
};

const sent = ({ amount, paidWith, issuedAt, timeZone }: RefundIssuedProps) =>
  `On ${fullDate(issuedAt, timeZone)} we sent ${formatMoney(amount)} back the way you paid, ${paidHow[paidWith]}.`;

function facts(props: RefundIssuedProps): [string, string][] {
  const all: [string, string][] = [
    ["This refund", formatMoney(props.amount)],
    ["Refunded in all", formatMoney(props.refundedInAll)],
    ["You had paid", formatMoney(props.paid)],
  ];
  return props.reason ? [["For", props.reason], ...all] : all;
}

export const refundIssued: Template<RefundIssuedProps> = {
  reader: "customer",
  subject: ({ orderNumber, amount }) =>
    `Order ${orderNumber}: ${formatMoney(amount)} is on its way back to you`,
  preview: ({ paidWith }) => arrives[paidWith],
  html: (props) => (
    <>
      <Title>{formatMoney(props.amount)} is on its way back</Title>
      <P>
        Hello {props.customerName}, this is about order {props.orderNumber}. {sent(props)}{" "}
        {arrives[props.paidWith]}
      </P>
      <Facts facts={facts(props)} />
      <Action href={props.orderUrl}>See your order</Action>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `this is about order ${props.orderNumber}. ${sent(props)} ${arrives[props.paidWith]}`,
      column(facts(props)),
      `See your order:\n${props.orderUrl}`,
    ),
};

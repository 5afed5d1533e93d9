import { formatMoney, type Money } from "@/server/kernel/money";
import { describe, paragraphs, section } from "./content";
import { A, Action, Items, P, Small, Subtitle, Title } from "./parts";
import { type CustomerProps, type EmailItem, type EmailProvider, paidHow } from "./props";
import type { Template } from "./template";

export type EmailCancelReason =
  | "payment_failed"
  | "payment_timeout"
  | "customer"
  | "staff"
  | "stock_expired"
  | "fraud";

/** What became of the money: never taken, set aside by the bank and let go, or taken and on its way back. */
export type CancelledMoney =
  | { state: "not_charged" }
  | { state: "released"; amount: Money }
  | { state: "refunded"; amount: Money; paidWith: EmailProvider; before?: Money };

export type OrderCancelledProps = CustomerProps & {
  reason: EmailCancelReason;
  money: CancelledMoney;
  items: readonly EmailItem[];
  /** Orders the same again in one step; left out where that makes no sense. */
  tryAgainUrl?: string | undefined;
};

/** The end of the subject line, and the reason as we would say it to somebody's face. */
const reasons: Record<EmailCancelReason, { subject: string; words: string }> = {
  payment_failed: {
    subject: "was cancelled: the payment did not go through",
    words: "The payment did not go through, so we could not hold your order any longer.",
  },
  payment_timeout: {
    subject: "was cancelled: it was not paid in time",
    words: "We held everything for you, but no payment had arrived when the time was up.",
  },
  customer: { subject: "is cancelled, as you asked", words: "You asked us to cancel it, and we have." },
  staff: {
    subject: "was cancelled by the shop",
    words: "We are sorry: we had to cancel it ourselves. Answer this mail if you would like to know more.",
  },
  stock_expired: {
    subject: "was cancelled: an item is past its date",
    words:
      "We are sorry: something in your order passed its best-before date on our shelf, and we don’t send that out.",
  },
  fraud: {
    subject: "was cancelled",
    words:
      "Our checks could not confirm the payment’s details. If that is our mistake, answer this mail and we will put it right.",
  },
};

function whatOfTheMoney(money: CancelledMoney): string {
  switch (money.state) {
    case "not_charged":
      return "You have not been charged.";
    case "released":
      return `You have not been charged. Your bank had set ${formatMoney(money.amount)} aside for this order; we have told it to let go of that.`;
    case "refunded":
      if (money.before)
        return `You had paid ${formatMoney(money.amount)} ${paidHow[money.paidWith]}, and ${formatMoney(money.before)} of it went back before. We are sending the rest back the same way; it can take up to 10 days to show.`;
      return `You had paid ${formatMoney(money.amount)} ${paidHow[money.paidWith]}. We are sending all of it back the same way; it can take up to 10 days to show.`;
  }
}

export const orderCancelled: Template<OrderCancelledProps> = {
  reader: "customer",
  subject: ({ orderNumber, reason }) => `Order ${orderNumber} ${reasons[reason].subject}`,
  preview: ({ money }) => whatOfTheMoney(money),
  html: (props) => (
    <>
      <Title>Order {props.orderNumber} is cancelled</Title>
      <P>
        Hello {props.customerName}. {reasons[props.reason].words}
      </P>
      <P>
        <strong>{whatOfTheMoney(props.money)}</strong>
      </P>
      {props.tryAgainUrl && (
        <>
          <Action href={props.tryAgainUrl}>Order the same again</Action>
          <Small>Prices and stock are looked up afresh; you see everything before you pay.</Small>
        </>
      )}
      <Subtitle>What was in it</Subtitle>
      <Items items={props.items} />
      <Small>
        <A href={props.orderUrl}>See the cancelled order</A>
      </Small>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `order ${props.orderNumber} is cancelled. ${reasons[props.reason].words}`,
      whatOfTheMoney(props.money),
      props.tryAgainUrl && `Order the same again:\n${props.tryAgainUrl}`,
      section("What was in it", props.items.map(describe).join("\n")),
      `See the cancelled order:\n${props.orderUrl}`,
    ),
};

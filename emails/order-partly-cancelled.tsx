import { formatMoney, type Money } from "@/server/kernel/money";
import { describe, paragraphs, section } from "./content";
import type { EmailCancelReason } from "./order-cancelled";
import { Action, Items, P, Subtitle, Title } from "./parts";
import { type CustomerProps, type EmailItem, type EmailProvider, paidHow } from "./props";
import type { Template } from "./template";

export type OrderPartlyCancelledProps = CustomerProps & {
  reason: EmailCancelReason;
  cancelled: readonly EmailItem[];
  /** What has not left yet and still comes; empty when everything else is on its way or there. */
  toCome: readonly EmailItem[];
  refund: Money;
  /** Whether what was paid for carriage is in the refund. */
  withCarriage: boolean;
  paidWith?: EmailProvider;
};

const why = (reason: EmailCancelReason): string =>
  reason === "customer"
    ? "You asked us to cancel a part of your order, and we have."
    : reason === "stock_expired"
      ? "We are sorry: something in your order passed its best-before date on our shelf, and we don’t send that out."
      : "We are sorry: we can’t send a part of your order. Answer this mail if you would like to know more.";

function money({ refund, withCarriage, paidWith }: OrderPartlyCancelledProps): string {
  if (refund.amount === 0) return "It had cost nothing, so no money goes back.";
  const way = paidWith ? `, the same way you paid (${paidHow[paidWith]})` : "";
  const shipping = withCarriage ? ", with what you paid for shipping" : "";
  return `We are sending ${formatMoney(refund)} back${shipping}${way}. It can take up to 10 days to show.`;
}

const rest = ({ toCome }: OrderPartlyCancelledProps): string =>
  toCome.length > 0 ? "Everything else still comes." : "Everything else has been sent already.";

export const orderPartlyCancelled: Template<OrderPartlyCancelledProps> = {
  reader: "customer",
  subject: ({ orderNumber }) => `A part of order ${orderNumber} is cancelled`,
  preview: money,
  html: (props) => (
    <>
      <Title>A part of order {props.orderNumber} is cancelled</Title>
      <P>
        Hello {props.customerName}. {why(props.reason)}
      </P>
      <Subtitle>What will not come</Subtitle>
      <Items items={props.cancelled} />
      <P>
        <strong>{money(props)}</strong>
      </P>
      <P>{rest(props)}</P>
      {props.toCome.length > 0 && (
        <>
          <Subtitle>Still to come</Subtitle>
          <Items items={props.toCome} />
        </>
      )}
      <Action href={props.orderUrl}>See your order</Action>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      why(props.reason),
      section("What will not come", props.cancelled.map(describe).join("\n")),
      money(props),
      rest(props),
      props.toCome.length > 0 && section("Still to come", props.toCome.map(describe).join("\n")),
      `See your order:\n${props.orderUrl}`,
    ),
};

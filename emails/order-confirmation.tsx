import { formatMoney } from "@/server/kernel/money";
import { basketText, paragraphs } from "./content";
import { moment, shortlyBy } from "./format";
import { Action, Basket, P, Small, Title } from "./parts";
import type { BasketProps, CustomerProps } from "./props";
import type { Template } from "./template";

export type OrderConfirmationProps = CustomerProps & BasketProps & { placedAt: Date; payBy: Date };

const deadline = ({ payBy, placedAt, timeZone }: OrderConfirmationProps) =>
  shortlyBy(payBy, placedAt, timeZone);

// The mail may be read after paying, or leave while the shopper pays.
const paidAlready = "Paid already? Then there is nothing more to do.";
const afterwards =
  "After that the order is cancelled by itself and the things go back on the shelf. Nothing is charged.";

export const orderConfirmation: Template<OrderConfirmationProps> = {
  reader: "customer",
  subject: (props) => `Order ${props.orderNumber}: please pay by ${deadline(props)}`,
  preview: (props) => `We hold everything for you until then. ${formatMoney(props.totals.total)} in all.`,
  html: (props) => (
    <>
      <Title>Please pay by {deadline(props)}</Title>
      <P>
        Hello {props.customerName}, thank you for order {props.orderNumber}. We hold everything in it for you
        until <strong>{moment(props.payBy, props.timeZone)}</strong>. {afterwards}
      </P>
      <Action href={props.orderUrl}>Pay {formatMoney(props.totals.total)}</Action>
      <Small>{paidAlready} The same button shows how your order is doing.</Small>
      <Basket {...props} />
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `thank you for order ${props.orderNumber}. We hold everything in it for you until ${moment(props.payBy, props.timeZone)}. ${afterwards}`,
      `Pay ${formatMoney(props.totals.total)}, or see how your order is doing:\n${props.orderUrl}`,
      paidAlready,
      basketText(props),
    ),
};

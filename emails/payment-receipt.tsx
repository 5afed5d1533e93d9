import { formatMoney } from "@/server/kernel/money";
import { basketText, paragraphs } from "./content";
import { fullDate } from "./format";
import { A, Action, Basket, P, Small, Title } from "./parts";
import { type BasketProps, type CustomerProps, type EmailProvider, paidHow } from "./props";
import type { Template } from "./template";

export type PaymentReceiptProps = CustomerProps &
  BasketProps & {
    paidAt: Date;
    paidWith: EmailProvider;
    /** The invoice as PDF. */
    invoiceUrl?: string | undefined;
  };

const paid = ({ totals, paidWith, paidAt, timeZone }: PaymentReceiptProps) =>
  `${formatMoney(totals.total)}, paid ${paidHow[paidWith]} on ${fullDate(paidAt, timeZone)}`;
const next = "We pack it now and write to you again with the tracking number when it leaves.";

export const paymentReceipt: Template<PaymentReceiptProps> = {
  reader: "customer",
  subject: (props) => `Order ${props.orderNumber} is paid: ${formatMoney(props.totals.total)}`,
  preview: () => "Your receipt, and what happens next.",
  html: (props) => (
    <>
      <Title>Thank you, it’s paid</Title>
      <P>
        Hello {props.customerName}, we have received your payment for order {props.orderNumber}:{" "}
        <strong>{paid(props)}</strong>. {next}
      </P>
      <Action href={props.orderUrl}>See your order</Action>
      {props.invoiceUrl && (
        <Small>
          For your books: <A href={props.invoiceUrl}>the invoice as PDF</A>.
        </Small>
      )}
      <Basket {...props} />
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `we have received your payment for order ${props.orderNumber}: ${paid(props)}. ${next}`,
      `See your order:\n${props.orderUrl}`,
      props.invoiceUrl && `The invoice as PDF:\n${props.invoiceUrl}`,
      basketText(props),
    ),
};

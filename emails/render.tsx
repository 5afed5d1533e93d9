import { render } from "react-email";
import { type AccountExistsProps, accountExists } from "./account-exists";
import { type BackInStockProps, backInStock } from "./back-in-stock";
import { changeEmail } from "./change-email";
import { paragraphs } from "./content";
import { type DisputeAlertProps, disputeAlert } from "./dispute-alert";
import { choicesWords, footerLine, Layout, shopName } from "./layout";
import { type LowStockNoticeProps, lowStockNotice } from "./low-stock-notice";
import { type MailBouncedProps, mailBounced } from "./mail-bounced";
import { type NoAccountProps, noAccount } from "./no-account";
import { type OrderBackorderedProps, orderBackordered } from "./order-backordered";
import { type OrderCancelledProps, orderCancelled } from "./order-cancelled";
import { type OrderConfirmationProps, orderConfirmation } from "./order-confirmation";
import { type OrderDeliveredProps, orderDelivered } from "./order-delivered";
import {
  type OrderDeliveredReviewRequestProps,
  orderDeliveredReviewRequest,
} from "./order-delivered-review-request";
import { type OrderPartlyCancelledProps, orderPartlyCancelled } from "./order-partly-cancelled";
import { type OrderShippedProps, orderShipped } from "./order-shipped";
import { type ParcelDelayedProps, parcelDelayed } from "./parcel-delayed";
import { type ParcelProblemProps, parcelProblem } from "./parcel-problem";
import { type ParcelReturnedProps, parcelReturned } from "./parcel-returned";
import { type PaymentAlertProps, paymentAlert } from "./payment-alert";
import { type PaymentProcessingProps, paymentProcessing } from "./payment-processing";
import { type PaymentReceiptProps, paymentReceipt } from "./payment-receipt";
import type { AccountLinkProps } from "./props";
import { type PurchaseApprovalProps, purchaseApproval } from "./purchase-approval";
import { type PurchaseOrderProps, purchaseOrder } from "./purchase-order";
import { type PurchaseOrderCancelledProps, purchaseOrderCancelled } from "./purchase-order-cancelled";
import { type ReconciliationNoticeProps, reconciliationNotice } from "./reconciliation-notice";
import { type RefundFailedProps, refundFailed } from "./refund-failed";
import { type RefundIssuedProps, refundIssued } from "./refund-issued";
import { resetPassword } from "./reset-password";
import { type SecurityNoticeProps, securityNotice } from "./security-notice";
import { type StaffInvitationProps, staffInvitation } from "./staff-invitation";
import type { MailTopic, Template } from "./template";
import { verifyEmail } from "./verify-email";

/** Every mail the shop sends, and what it wants to know. */
export type EmailProps = {
  "order-confirmation": OrderConfirmationProps;
  "payment-receipt": PaymentReceiptProps;
  "order-cancelled": OrderCancelledProps;
  "order-partly-cancelled": OrderPartlyCancelledProps;
  "order-shipped": OrderShippedProps;
  "order-delivered-review-request": OrderDeliveredReviewRequestProps;
  "parcel-problem": ParcelProblemProps;
  "parcel-delayed": ParcelDelayedProps;
  "parcel-returned": ParcelReturnedProps;
  "refund-issued": RefundIssuedProps;
  "refund-failed": RefundFailedProps;
  "low-stock-notice": LowStockNoticeProps;
  "payment-alert": PaymentAlertProps;
  "dispute-alert": DisputeAlertProps;
  "reconciliation-notice": ReconciliationNoticeProps;
  "back-in-stock": BackInStockProps;
  "purchase-approval": PurchaseApprovalProps;
  "purchase-order": PurchaseOrderProps;
  "verify-email": AccountLinkProps;
  "reset-password": AccountLinkProps;
  "change-email": AccountLinkProps;
  "account-exists": AccountExistsProps;
  "no-account": NoAccountProps;
  "security-notice": SecurityNoticeProps;
  "staff-invitation": StaffInvitationProps;
  "mail-bounced": MailBouncedProps;
  "order-backordered": OrderBackorderedProps;
  "order-delivered": OrderDeliveredProps;
  "payment-processing": PaymentProcessingProps;
  "purchase-order-cancelled": PurchaseOrderCancelledProps;
};

export type EmailName = keyof EmailProps;

const templates: { [Name in EmailName]: Template<EmailProps[Name]> } = {
  "order-confirmation": orderConfirmation,
  "payment-receipt": paymentReceipt,
  "order-cancelled": orderCancelled,
  "order-partly-cancelled": orderPartlyCancelled,
  "order-shipped": orderShipped,
  "order-delivered-review-request": orderDeliveredReviewRequest,
  "parcel-problem": parcelProblem,
  "parcel-delayed": parcelDelayed,
  "parcel-returned": parcelReturned,
  "refund-issued": refundIssued,
  "refund-failed": refundFailed,
  "low-stock-notice": lowStockNotice,
  "payment-alert": paymentAlert,
  "dispute-alert": disputeAlert,
  "reconciliation-notice": reconciliationNotice,
  "back-in-stock": backInStock,
  "purchase-approval": purchaseApproval,
  "purchase-order": purchaseOrder,
  "verify-email": verifyEmail,
  "reset-password": resetPassword,
  "change-email": changeEmail,
  "account-exists": accountExists,
  "no-account": noAccount,
  "security-notice": securityNotice,
  "staff-invitation": staffInvitation,
  "mail-bounced": mailBounced,
  "order-backordered": orderBackordered,
  "order-delivered": orderDelivered,
  "payment-processing": paymentProcessing,
  "purchase-order-cancelled": purchaseOrderCancelled,
};

export const emailNames = Object.keys(templates) as EmailName[];

export const isEmailName = (name: string): name is EmailName => Object.hasOwn(templates, name);
/** What its readers may say no to. */
export const topicOf = (name: EmailName): MailTopic | null => templates[name].topic ?? null;
/** Whether what it was given must not be kept. */
export const holdsSecret = (name: EmailName): boolean => templates[name].secret === true;
export const readerOf = (name: EmailName): Template<never>["reader"] => templates[name].reader;

export type RenderedEmail = { subject: string; html: string; text: string };

/**
 * Writes one mail. The plain part has its own function: it reads better than stripped HTML, and costs less. Mails that
 * have a topic want `choicesUrl`, where their reader says what to write about.
 */
export async function renderEmail<Name extends EmailName>(
  name: Name,
  props: EmailProps[Name],
  choicesUrl?: string,
): Promise<RenderedEmail> {
  const template: Template<EmailProps[Name]> = templates[name];
  const subject = oneLine(template.subject(props));
  const frame = { subject, preview: template.preview(props), reader: template.reader, choicesUrl };
  const html = await render(<Layout {...frame}>{template.html(props)}</Layout>);
  const choices = choicesUrl && `${choicesWords}:\n${choicesUrl}`;
  // "-- " on a line of its own is how mail clients know a signature.
  const text = paragraphs(template.text(props), `-- \n${shopName}\n${footerLine[template.reader]}`, choices);
  return { subject, html: storable(html), text: `${storable(text)}\n` };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Marks that turn the rest of a line around: "exe.gpj" would read as "jpg.exe". Right-to-left text needs none of them. */
const turners = /[\u202a-\u202e\u2066-\u2069]/g;

/** Without characters that nobody can see and a mail can't carry. */
const storable = (text: string): string =>
  text
    .replace(controls, "")
    .replace(turners, "")
    .replace(/\p{Cs}/gu, "");

/** A header is one line: what breaks it would be read as another header. */
const oneLine = (text: string): string => storable(text.replace(/\s+/g, " ")).trim();

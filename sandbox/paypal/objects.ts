import { amountOf } from "./amounts";
import { type Capture, type Dispute, left, type Order, type Refund } from "./order";

/** PayPal's objects as its API and its webhooks show them. */

const merchant = { email_address: "shop@holdfast.test", merchant_id: "HLDFSTSHP2222" };
const payer = {
  email_address: "shopper@holdfast.test",
  account_id: "SANDBXBUYER22",
  account_status: "VERIFIED",
  name: { given_name: "Sandbox", surname: "Shopper" },
  address: { country_code: "US" },
};

type Link = { href: string; rel: string; method: "GET" | "POST" };
const get = (href: string, rel: string): Link => ({ href, rel, method: "GET" });

export const approvalUrl = (order: Order, baseUrl: string): string =>
  `${baseUrl}/paypal/checkoutnow?token=${order.id}`;

export function orderObject(order: Order, baseUrl: string) {
  const self = `${baseUrl}/paypal/v2/checkout/orders/${order.id}`;
  const approve = get(
    approvalUrl(order, baseUrl),
    order.waiting === "PAYER_ACTION_REQUIRED" ? "payer-action" : "approve",
  );
  const captureLink: Link = { href: `${self}/capture`, rel: "capture", method: "POST" };
  const known = order.approvedAt !== null || order.capture !== null;
  const { capture, refunds } = order;
  return {
    id: order.id,
    intent: "CAPTURE",
    status: order.status,
    ...(order.waiting === "PAYER_ACTION_REQUIRED" || known
      ? { payment_source: { paypal: known ? payer : {} } }
      : {}),
    purchase_units: [
      {
        ...order.unit,
        payee: merchant,
        ...(capture
          ? {
              payments: {
                captures: [captureObject(order, capture, baseUrl)],
                ...(refunds.length > 0
                  ? { refunds: refunds.map((one) => refundObject(order, one, baseUrl)) }
                  : {}),
              },
            }
          : {}),
      },
    ],
    ...(known ? { payer: { ...payerBase, name: payer.name, address: payer.address } } : {}),
    create_time: order.created,
    update_time: order.updated,
    links: [
      get(self, "self"),
      ...(order.status === "CREATED" || order.status === "PAYER_ACTION_REQUIRED" ? [approve] : []),
      ...(order.status === "APPROVED" ? [captureLink] : []),
    ],
  };
}

const payerBase = { email_address: payer.email_address, payer_id: payer.account_id };

export function captureObject(order: Order, capture: Capture, baseUrl: string) {
  const amount = amountOf(capture.amount, order.currency);
  const refunded = capture.amount - left(order);
  const status =
    capture.status !== "COMPLETED" || refunded === 0
      ? capture.status
      : refunded === capture.amount
        ? "REFUNDED"
        : "PARTIALLY_REFUNDED";
  const self = `${baseUrl}/paypal/v2/payments/captures/${capture.id}`;
  return {
    id: capture.id,
    status,
    ...(capture.status === "PENDING" ? { status_details: { reason: "ECHECK" } } : {}),
    amount,
    ...(order.unit.invoice_id ? { invoice_id: order.unit.invoice_id } : {}),
    ...(order.unit.custom_id ? { custom_id: order.unit.custom_id } : {}),
    final_capture: true,
    seller_protection: {
      status: "ELIGIBLE",
      dispute_categories: ["ITEM_NOT_RECEIVED", "UNAUTHORIZED_TRANSACTION"],
    },
    ...(capture.status === "COMPLETED"
      ? {
          seller_receivable_breakdown: {
            gross_amount: amount,
            paypal_fee: amountOf(capture.fee, order.currency),
            net_amount: amountOf(capture.amount - capture.fee, order.currency),
          },
        }
      : {}),
    create_time: capture.created,
    update_time: capture.updated,
    links: [
      get(self, "self"),
      { href: `${self}/refund`, rel: "refund", method: "POST" as const },
      get(`${baseUrl}/paypal/v2/checkout/orders/${order.id}`, "up"),
    ],
  };
}

/** A capture asked for by itself, or in a webhook, says which order it belongs to. */
export const captureAlone = (order: Order, capture: Capture, baseUrl: string) => ({
  ...captureObject(order, capture, baseUrl),
  supplementary_data: { related_ids: { order_id: order.id } },
  payee: merchant,
});

export function refundObject(order: Order, refund: Refund, baseUrl: string) {
  const amount = amountOf(refund.amount, order.currency);
  return {
    id: refund.id,
    status: refund.status,
    ...(refund.status === "PENDING" ? { status_details: { reason: "ECHECK" } } : {}),
    amount,
    ...(order.unit.invoice_id ? { invoice_id: order.unit.invoice_id } : {}),
    ...(refund.customId ? { custom_id: refund.customId } : {}),
    ...(refund.note ? { note_to_payer: refund.note } : {}),
    seller_payable_breakdown: {
      gross_amount: amount,
      paypal_fee: amountOf(0, order.currency),
      net_amount: amount,
      total_refunded_amount: amountOf((order.capture?.amount ?? 0) - left(order), order.currency),
    },
    create_time: refund.created,
    update_time: refund.updated,
    links: [
      get(`${baseUrl}/paypal/v2/payments/refunds/${refund.id}`, "self"),
      get(`${baseUrl}/paypal/v2/payments/captures/${order.capture?.id ?? ""}`, "up"),
    ],
  };
}

export const disputeObject = (order: Order, dispute: Dispute, baseUrl: string) => ({
  dispute_id: dispute.id,
  create_time: dispute.created,
  update_time: dispute.updated,
  disputed_transactions: [
    {
      buyer_transaction_id: `${order.id.slice(0, 16)}B`,
      seller_transaction_id: order.capture?.id ?? "",
      create_time: order.capture?.created ?? order.created,
      transaction_status: "COMPLETED",
      gross_amount: amountOf(order.capture?.amount ?? order.amount, order.currency),
      ...(order.unit.invoice_id ? { invoice_number: order.unit.invoice_id } : {}),
      ...(order.unit.custom_id ? { custom: order.unit.custom_id } : {}),
      buyer: { name: "Sandbox Shopper" },
      seller: { ...merchant, email: merchant.email_address, name: "Holdfast" },
    },
  ],
  reason: dispute.reason,
  status: dispute.status,
  dispute_state: dispute.status === "RESOLVED" ? "RESOLVED" : "REQUIRED_ACTION",
  dispute_amount: amountOf(dispute.amount, order.currency),
  ...(dispute.outcome ? { dispute_outcome: { outcome_code: dispute.outcome } } : {}),
  dispute_life_cycle_stage: "INQUIRY",
  dispute_channel: "INTERNAL",
  ...(dispute.status === "WAITING_FOR_SELLER_RESPONSE" ? { seller_response_due_date: dispute.due } : {}),
  links: [get(`${baseUrl}/paypal/v1/customer/disputes/${dispute.id}`, "self")],
});

import { PaypalApiError } from "./errors";
import { type Funding, fundingById } from "./funding";
import { type Capture, type Happening, type Order, randomId, touch } from "./order";

const clearsAfterMs = 4 * 86_400_000;

/** Whether the shopper may still choose how to pay. */
export const isOpen = (order: Order): boolean =>
  order.status === "CREATED" || order.status === "PAYER_ACTION_REQUIRED";

/** The shopper agrees. On an order that is approved already nothing happens: the browser may send a form twice. */
export function approve(order: Order, funding: Funding, now: Date): Happening[] {
  if (!isOpen(order)) return [];
  touch(order, now);
  order.status = "APPROVED";
  order.approvedAt = order.updated;
  order.funding = funding;
  order.declined = null;
  return [{ type: "CHECKOUT.ORDER.APPROVED", of: "order" }];
}

/** What a capture led to. A refusal changes the order too: it waits for the shopper again. */
export type Captured = { happened: Happening[] } | { happened: []; refusal: PaypalApiError };

export function capture(order: Order, now: Date): Captured {
  if (order.capture)
    throw PaypalApiError.refused(
      "ORDER_ALREADY_CAPTURED",
      "Order already captured.If 'intent=CAPTURE' only one capture per order is allowed.",
    );
  const choice = fundingById(order.funding ?? "");
  if (order.status !== "APPROVED" || !choice)
    throw PaypalApiError.refused(
      "ORDER_NOT_APPROVED",
      "Payer has not yet approved the Order for payment. Please redirect the payer to the 'rel':'approve' url returned as part of the HATEOAS links within the Create Order call or provide a valid `payment_source` in the request.",
    );
  touch(order, now);
  if (choice.outcome === "refused") {
    order.status = order.waiting;
    order.approvedAt = null;
    order.funding = null;
    order.declined = choice.issue;
    return { happened: [], refusal: PaypalApiError.refused(choice.issue, choice.description) };
  }
  const at = order.updated;
  const pending = choice.outcome === "pending";
  const made: Capture = {
    id: randomId(),
    created: at,
    updated: at,
    status: pending ? "PENDING" : "COMPLETED",
    amount: order.amount,
    fee: pending ? 0 : feeOf(order.amount),
    settles: pending
      ? { at: new Date(now.getTime() + clearsAfterMs).toISOString(), as: choice.settles }
      : null,
  };
  order.capture = made;
  order.status = "COMPLETED";
  return { happened: [{ type: `PAYMENT.CAPTURE.${made.status}`, of: "capture" }] };
}

/** The bank has answered, or somebody has pressed the button for it. */
export function settleCapture(order: Order, as: "COMPLETED" | "DECLINED", now: Date): Happening[] {
  const { capture: made } = order;
  if (made?.status !== "PENDING") return [];
  touch(order, now);
  made.settles = null;
  made.status = as;
  made.updated = order.updated;
  if (as === "COMPLETED") made.fee = feeOf(made.amount);
  return [
    { type: as === "COMPLETED" ? "PAYMENT.CAPTURE.COMPLETED" : "PAYMENT.CAPTURE.DENIED", of: "capture" },
  ];
}

/** PayPal lets go what nobody captures. */
export function reverse(order: Order, now: Date): Happening[] {
  if (order.status !== "APPROVED") return [];
  touch(order, now);
  order.status = "VOIDED";
  return [{ type: "CHECKOUT.PAYMENT-APPROVAL.REVERSED", of: "approval" }];
}

const feeOf = (amount: number): number => Math.min(amount, Math.round(amount * 0.0349) + 49);

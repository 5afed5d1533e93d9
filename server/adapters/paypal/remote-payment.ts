import { providerUnavailable, unreachable } from "@/server/kernel/errors";
import type { RemotePayment } from "@/server/ports/payment-gateway";
import { readMoney } from "./amounts";
import type { CaptureAnswer, OrderAnswer } from "./answers";
import { declineWords } from "./declines";

/** An order's one capture; PayPal allows no second. */
export const captureOf = (order: OrderAnswer): CaptureAnswer | undefined =>
  order.purchase_units?.[0]?.payments?.captures?.at(-1);

/**
 * A PayPal order in our words. The capture decides once there is one: an order is COMPLETED although its capture may be
 * pending or declined.
 */
export function remotePayment(order: OrderAnswer): RemotePayment {
  const capture = captureOf(order);
  if (capture) return ofCapture(capture);
  switch (order.status) {
    case "CREATED":
    case "SAVED":
    case "PAYER_ACTION_REQUIRED":
      return { state: "open" };
    case "APPROVED": {
      const amount = order.purchase_units?.[0]?.amount;
      if (!amount) throw unreadable(`Order ${order.id} has no amount`);
      return { state: "authorized", amount: readMoney(amount) };
    }
    case "VOIDED":
      return { state: "voided" };
    case "COMPLETED":
      throw unreadable(`Order ${order.id} is completed without a capture`);
    default:
      return unreachable(order.status);
  }
}

function ofCapture(capture: CaptureAnswer): RemotePayment {
  switch (capture.status) {
    case "COMPLETED":
    case "PARTIALLY_REFUNDED":
    case "REFUNDED": {
      const fee = capture.seller_receivable_breakdown?.paypal_fee;
      return {
        state: "captured",
        amount: readMoney(capture.amount),
        captureRef: capture.id,
        ...(fee ? { fee: readMoney(fee) } : {}),
      };
    }
    case "PENDING":
      return { state: "processing" };
    case "DECLINED":
    case "FAILED": {
      const code = capture.status_details?.reason ?? capture.status;
      // An order is captured once: there is no second try on this page.
      return { state: "declined", declineRef: capture.id, code, message: declineWords(code), final: true };
    }
    default:
      return unreachable(capture.status);
  }
}

const unreadable = (what: string): Error => providerUnavailable("PayPal", new Error(what));

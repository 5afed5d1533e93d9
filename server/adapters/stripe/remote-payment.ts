import type Stripe from "stripe";
import { unreachable } from "@/server/kernel/errors";
import { money } from "@/server/kernel/money";
import type { RemotePayment } from "@/server/ports/payment-gateway";
import { feeOf } from "./movements";

/** What `remotePayment` needs expanded on a session. */
export const expandForState = ["payment_intent.latest_charge.balance_transaction"];

/**
 * A Checkout Session in our words. The PaymentIntent decides: with manual capture a session's `payment_status` stays
 * `unpaid` while the money is held. A session has no PaymentIntent until the shopper first presses Pay.
 */
export function remotePayment(session: Stripe.Checkout.Session): RemotePayment {
  const intent = session.payment_intent;
  const closed = session.status === "expired";
  if (intent === null) return { state: closed ? "expired" : "open" };
  if (typeof intent === "string") throw new Error("The session was retrieved without its PaymentIntent");

  const status = intent.status as KnownStatus;
  switch (status) {
    case "requires_payment_method":
      if (closed) return { state: "expired" };
      return intent.last_payment_error === null
        ? { state: "open" }
        : declined(intent, intent.last_payment_error, session.status === "complete");
    // The shopper is at the bank's 3-D Secure page, and may still walk away.
    case "requires_confirmation":
    case "requires_action":
      return { state: closed ? "expired" : "open" };
    case "processing":
      return { state: "processing" };
    case "requires_capture":
      return { state: "authorized", amount: amount(intent.amount_capturable, intent) };
    case "succeeded":
      return captured(intent);
    case "canceled":
      return { state: closed ? "expired" : "voided" };
    default:
      return unreachable(status);
  }
}

/** The SDK's type admits any string; these are the states of the API version it pins. */
type KnownStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "processing"
  | "requires_capture"
  | "succeeded"
  | "canceled";

/** A charge names one declined try; a failed 3-D Secure has none, but every try has a payment method of its own. */
function declined(
  intent: Stripe.PaymentIntent,
  error: Stripe.PaymentIntent.LastPaymentError,
  complete: boolean,
): RemotePayment {
  return {
    state: "declined",
    declineRef: error.charge ?? `${intent.id}:${error.payment_method?.id ?? "unknown"}`,
    code: error.decline_code ?? error.code ?? "declined",
    message: error.message ?? "The card was declined.",
    // A bank debit that failed days later: the page was done with when the debit began, and takes no second try.
    ...(complete ? { final: true } : {}),
  };
}

function captured(intent: Stripe.PaymentIntent): RemotePayment {
  const charge = intent.latest_charge;
  const balance = typeof charge === "object" ? charge?.balance_transaction : null;
  return {
    state: "captured",
    amount: amount(intent.amount_received, intent),
    captureRef: (typeof charge === "string" ? charge : charge?.id) ?? intent.id,
    // Stripe books the fee a moment after the capture; until then it is not told.
    ...(balance && typeof balance === "object" ? { fee: feeOf(balance, intent.currency) } : {}),
  };
}

const amount = (minor: number, intent: Stripe.PaymentIntent) => money(minor, intent.currency.toUpperCase());

import type { Card } from "./cards";
import { StripeApiError } from "./errors";
import {
  type CardUsed,
  type Charge,
  type Happening,
  type Intent,
  latestCharge,
  mustHaveIntent,
  type Payment,
  randomId,
  type Seconds,
  sibling,
  unexpectedState,
} from "./payment";

/** The shopper presses Pay. Throws when the page is closed; a decline is a normal outcome. */
export function attempt(
  payment: Payment,
  card: Card,
  used: Omit<CardUsed, "paymentMethod">,
  now: Seconds,
): Happening[] {
  mustBeOpen(payment);
  const happened: Happening[] = payment.intent ? [] : [{ type: "payment_intent.created", of: "intent" }];
  payment.intent ??= newIntent(now);
  payment.intent.card = { ...used, paymentMethod: `pm_${randomId(24)}` };
  payment.intent.lastError = null;
  if (card.outcome === "3ds") {
    payment.intent.status = "requires_action";
    return [...happened, { type: "payment_intent.requires_action", of: "intent" }];
  }
  return [...happened, ...(card.outcome === "pays" ? authorise(payment, now) : decline(payment, card, now))];
}

/** The shopper comes back from the bank's page. */
export function finishThreeDSecure(payment: Payment, authenticated: boolean, now: Seconds): Happening[] {
  mustBeOpen(payment);
  const intent = payment.intent;
  if (intent?.status !== "requires_action") throw unexpectedState(payment, "confirmed");
  if (authenticated) return authorise(payment, now);
  intent.status = "requires_payment_method";
  intent.lastError = {
    code: "payment_intent_authentication_failure",
    declineCode: null,
    message:
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
    charge: null,
  };
  return [{ type: "payment_intent.payment_failed", of: "intent" }];
}

function authorise(payment: Payment, now: Seconds): Happening[] {
  const intent = mustHaveIntent(payment);
  const charge = addCharge(payment, now, null);
  payment.status = "complete";
  intent.lastError = null;
  const done: Happening[] = [{ type: "charge.succeeded", of: { charge } }];
  if (payment.captureMethod === "manual") {
    intent.status = "requires_capture";
    intent.capturable = payment.amount;
    done.push({ type: "payment_intent.amount_capturable_updated", of: "intent" });
  } else done.push(...take(payment, charge, payment.amount));
  return [...done, { type: "checkout.session.completed", of: "session" }];
}

function decline(payment: Payment, card: Card & { outcome: "declined" }, now: Seconds): Happening[] {
  const intent = mustHaveIntent(payment);
  const failure = { code: card.code, declineCode: card.declineCode, message: card.message };
  const charge = addCharge(payment, now, failure);
  intent.status = "requires_payment_method";
  intent.lastError = { ...failure, charge: charge.id };
  return [
    { type: "charge.failed", of: { charge } },
    { type: "payment_intent.payment_failed", of: "intent" },
  ];
}

/** Takes authorised money; what is not taken is released. */
export function capture(payment: Payment, amount: number | undefined): Happening[] {
  const intent = mustHaveIntent(payment);
  const charge = latestCharge(payment);
  if (intent.status !== "requires_capture" || !charge) throw unexpectedState(payment, "captured");
  const wanted = amount ?? intent.capturable;
  if (wanted > intent.capturable)
    throw new StripeApiError(400, {
      type: "invalid_request_error",
      code: "amount_too_large",
      param: "amount_to_capture",
      message: `The payment could not be captured because the requested capture amount is greater than the amount you can capture for this charge (${intent.capturable}).`,
    });
  return [{ type: "charge.captured", of: { charge } }, ...take(payment, charge, wanted)];
}

function take(payment: Payment, charge: Charge, amount: number): Happening[] {
  const intent = mustHaveIntent(payment);
  intent.status = "succeeded";
  intent.capturable = 0;
  intent.received = amount;
  charge.captured = true;
  charge.amountCaptured = amount;
  charge.amountRefunded = charge.amountRefunded + (payment.amount - amount);
  charge.fee = Math.round(amount * 0.029) + 30;
  return [{ type: "payment_intent.succeeded", of: "intent" }];
}

export function cancel(payment: Payment, reason: Intent["cancellationReason"], now: Seconds): Happening[] {
  const intent = mustHaveIntent(payment);
  if (intent.status === "succeeded" || intent.status === "canceled")
    throw unexpectedState(payment, "canceled");
  const charge = latestCharge(payment);
  const held = intent.status === "requires_capture" && charge !== undefined;
  if (held) {
    charge.released = true;
    charge.amountRefunded = payment.amount;
  }
  intent.status = "canceled";
  intent.capturable = 0;
  intent.canceledAt = now;
  intent.cancellationReason = reason;
  return [
    ...(held ? [{ type: "charge.refunded", of: { charge } }] : []),
    { type: "payment_intent.canceled", of: "intent" },
  ];
}

/** Closes an open page; a failed or unfinished PaymentIntent goes with it. */
export function expire(payment: Payment, now: Seconds): Happening[] {
  if (payment.status !== "open")
    throw new StripeApiError(400, {
      type: "invalid_request_error",
      message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${payment.status}.`,
    });
  payment.status = "expired";
  const canceled = payment.intent ? cancel(payment, "automatic", now) : [];
  return [...canceled, { type: "checkout.session.expired", of: "session" }];
}

const newIntent = (now: Seconds): Intent => ({
  created: now,
  status: "requires_payment_method",
  capturable: 0,
  received: 0,
  lastError: null,
  card: null,
  canceledAt: null,
  cancellationReason: null,
});

function addCharge(payment: Payment, now: Seconds, failure: Charge["failure"]): Charge {
  const card = mustHaveIntent(payment).card;
  if (!card) throw unexpectedState(payment, "confirmed");
  const charge: Charge = {
    id: sibling(payment, "ch", payment.charges.length + 1),
    created: now,
    card,
    failure,
    captured: false,
    amountCaptured: 0,
    amountRefunded: 0,
    fee: 0,
    released: false,
  };
  payment.charges.push(charge);
  return charge;
}

function mustBeOpen(payment: Payment): void {
  if (payment.status !== "open")
    throw new StripeApiError(400, {
      type: "invalid_request_error",
      code: "checkout_session_not_open",
      message: `This Checkout Session is ${payment.status}; it can no longer be paid.`,
    });
}

import { accountByNumber, type BankAccount } from "./banks";
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
  payment.intent.bank = null;
  payment.intent.lastError = null;
  if (card.outcome === "3ds") {
    payment.intent.status = "requires_action";
    return [...happened, { type: "payment_intent.requires_action", of: "intent" }];
  }
  if (card.outcome === "declined") return [...happened, ...decline(payment, card, now)];
  const done = authorise(payment, now);
  // An owner can object as soon as the money was taken.
  if (card.disputed) payment.disputeAt = now + disputedAfter;
  return [...happened, ...done];
}

const disputedAfter = 5;
/** Three days, where a real debit takes up to four working days. */
const debitTakes = 3 * 86_400;

/** The shopper gives their bank account: the page is done with, and the bank's answer comes days later. */
export function attemptDebit(
  payment: Payment,
  account: BankAccount,
  name: string | null,
  now: Seconds,
): Happening[] {
  mustBeOpen(payment);
  const happened: Happening[] = payment.intent ? [] : [{ type: "payment_intent.created", of: "intent" }];
  payment.intent ??= newIntent(now);
  const { intent } = payment;
  intent.card = null;
  intent.lastError = null;
  intent.bank = {
    paymentMethod: `pm_${randomId(24)}`,
    number: account.number,
    bankName: "STRIPE TEST BANK",
    last4: account.number.slice(-4),
    routing: "110000000",
    name,
  };
  intent.status = "processing";
  intent.debit = account.outcome === "stays" ? null : { at: now + debitTakes, as: account.outcome };
  payment.status = "complete";
  const charge = addCharge(payment, now, null);
  charge.pending = true;
  return [
    ...happened,
    { type: "charge.pending", of: { charge } },
    { type: "payment_intent.processing", of: "intent" },
    { type: "checkout.session.completed", of: "session" },
  ];
}

/** The bank has answered the debit. */
export function answerDebit(payment: Payment, pays: boolean, now: Seconds): Happening[] {
  const intent = mustHaveIntent(payment);
  const charge = latestCharge(payment);
  if (intent.status !== "processing" || !charge) throw unexpectedState(payment, "decided");
  intent.debit = null;
  charge.pending = false;
  if (pays)
    return [
      { type: "charge.succeeded", of: { charge } },
      ...take(payment, charge, payment.amount, now),
      { type: "checkout.session.async_payment_succeeded", of: "session" },
    ];
  const refusal = refusalOf(intent.bank?.number ?? "");
  charge.failure = { ...refusal, declineCode: null };
  intent.status = "requires_payment_method";
  intent.lastError = { ...refusal, declineCode: null, charge: charge.id };
  return [
    { type: "charge.failed", of: { charge } },
    { type: "payment_intent.payment_failed", of: "intent" },
    { type: "checkout.session.async_payment_failed", of: "session" },
  ];
}

/** The shopper comes back from the bank's page. */
export function finishThreeDSecure(payment: Payment, authenticated: boolean, now: Seconds): Happening[] {
  mustBeOpen(payment);
  const intent = payment.intent;
  if (intent?.status !== "requires_action") throw unexpectedState(payment, "confirmed");
  if (authenticated) return authorise(payment, now, true);
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

function authorise(payment: Payment, now: Seconds, authenticated = false): Happening[] {
  const intent = mustHaveIntent(payment);
  const charge = addCharge(payment, now, null);
  charge.authenticated = authenticated;
  payment.status = "complete";
  intent.lastError = null;
  const done: Happening[] = [{ type: "charge.succeeded", of: { charge } }];
  if (payment.captureMethod === "manual" || payment.manualMethods?.includes("card")) {
    intent.status = "requires_capture";
    intent.capturable = payment.amount;
    done.push({ type: "payment_intent.amount_capturable_updated", of: "intent" });
  } else done.push(...take(payment, charge, payment.amount, now));
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
export function capture(payment: Payment, amount: number | undefined, now: Seconds): Happening[] {
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
  return [{ type: "charge.captured", of: { charge } }, ...take(payment, charge, wanted, now)];
}

function take(payment: Payment, charge: Charge, amount: number, now: Seconds): Happening[] {
  const intent = mustHaveIntent(payment);
  intent.status = "succeeded";
  intent.capturable = 0;
  intent.received = amount;
  charge.captured = true;
  charge.amountCaptured = amount;
  charge.amountRefunded = charge.amountRefunded + (payment.amount - amount);
  charge.capturedAt = now;
  // Bank debits cost 0.8 %, 5.00 at most.
  charge.fee = charge.bank ? Math.min(500, Math.round(amount * 0.008)) : Math.round(amount * 0.029) + 30;
  charge.bookedAt = now + (payment.feeDelay ?? 0);
  charge.booked = charge.bookedAt <= now;
  return [{ type: "payment_intent.succeeded", of: "intent" }];
}

export function cancel(payment: Payment, reason: Intent["cancellationReason"], now: Seconds): Happening[] {
  const intent = mustHaveIntent(payment);
  // A debit that has been handed to the bank can't be called back.
  if (intent.status === "succeeded" || intent.status === "canceled" || intent.status === "processing")
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

/** What becomes of a bank's refusal in Stripe's words. */
function refusalOf(number: string): { code: string; message: string } {
  const { code, message } = accountByNumber(number) ?? {};
  return {
    code: code ?? "debit_not_authorized",
    message: message ?? "The bank did not pay the debit.",
  };
}

/** Its entry in the books, with the fee, is there now. */
export function book(charge: Charge): Happening[] {
  charge.booked = true;
  return [{ type: "charge.updated", of: { charge } }];
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
  const { card, bank } = mustHaveIntent(payment);
  if (!card && !bank) throw unexpectedState(payment, "confirmed");
  const charge: Charge = {
    id: sibling(payment, bank ? "py" : "ch", payment.charges.length + 1),
    created: now,
    card,
    bank: bank ?? null,
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

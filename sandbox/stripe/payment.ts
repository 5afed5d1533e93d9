import { randomBytes } from "node:crypto";
import type { Card, RefundHabit } from "./cards";
import { StripeApiError } from "./errors";

/** Seconds since 1970, as everywhere in Stripe's API. */
export type Seconds = number;

export type Line = { id: string; name: string; description: string | null; quantity: number; unitAmount: number };

export type CardUsed = { paymentMethod: string; number: string; brand: string; last4: string; expMonth: number; expYear: number; name: string | null };

export type CardError = { code: string; declineCode: string | null; message: string; charge: string | null };

export type Intent = {
  created: Seconds;
  status: "requires_payment_method" | "requires_action" | "requires_capture" | "succeeded" | "canceled";
  capturable: number;
  received: number;
  lastError: CardError | null;
  card: CardUsed | null;
  canceledAt: Seconds | null;
  cancellationReason: "abandoned" | "automatic" | "duplicate" | "fraudulent" | "requested_by_customer" | null;
};

export type Charge = {
  id: string;
  created: Seconds;
  card: CardUsed;
  failure: { code: string; declineCode: string; message: string } | null;
  captured: boolean;
  amountCaptured: number;
  amountRefunded: number;
  fee: number;
  /** Released without being captured. */
  released: boolean;
};

export type Refund = {
  id: string;
  charge: string;
  amount: number;
  created: Seconds;
  status: "pending" | "succeeded" | "failed";
  reason: "duplicate" | "fraudulent" | "requested_by_customer" | null;
  metadata: Record<string, string>;
  failureReason: string | null;
  /** Banks answer later for some cards. */
  settles: { at: Seconds; as: "succeeded" | "failed" } | null;
};

/** One Checkout Session with its PaymentIntent, charges and refunds: one row, so one lock and one write a change. */
export type Payment = {
  id: string;
  intentId: string;
  created: Seconds;
  expiresAt: Seconds;
  status: "open" | "complete" | "expired";
  amount: number;
  currency: string;
  clientReferenceId: string | null;
  customerEmail: string | null;
  lines: Line[];
  metadata: Record<string, string>;
  successUrl: string;
  cancelUrl: string | null;
  captureMethod: "automatic" | "automatic_async" | "manual";
  intentMetadata: Record<string, string>;
  intentDescription: string | null;
  /** Null until the shopper first tries to pay, as Stripe has done since 2022. */
  intent: Intent | null;
  charges: Charge[];
  refunds: Refund[];
};

/** What happened, in the order Stripe would report it; `of` says which object the event carries. */
export type Happening = { type: string; of: "session" | "intent" | { charge: Charge } | { refund: Refund } };

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Random letters and digits, as in Stripe's ids. */
export const randomId = (length: number): string =>
  Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join("");

/** A PaymentIntent, its charges and its refunds share the middle of their ids, so each leads to the row. */
const sibling = (payment: Payment, prefix: "ch" | "re", n: number): string =>
  `${prefix}_${payment.intentId.slice(3)}${String(n).padStart(3, "0")}`;

export const intentIdOf = (chargeOrRefundId: string): string => `pi_${chargeOrRefundId.slice(3, -3)}`;

export const latestCharge = (payment: Payment): Charge | undefined => payment.charges.at(-1);

const authorisationLasts = 7 * 86_400;

/** When something will happen to it by itself, or null. */
export function wakesAt(payment: Payment): Seconds | null {
  const times = payment.refunds.flatMap((refund) => (refund.settles ? [refund.settles.at] : []));
  if (payment.status === "open") times.push(payment.expiresAt);
  if (payment.intent?.status === "requires_capture") times.push((latestCharge(payment)?.created ?? 0) + authorisationLasts);
  return times.length === 0 ? null : Math.min(...times);
}

/** The shopper presses Pay. Throws when the page is closed; a decline is a normal outcome. */
export function attempt(payment: Payment, card: Card, used: Omit<CardUsed, "paymentMethod">, now: Seconds): Happening[] {
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
  if (intent.status === "succeeded" || intent.status === "canceled") throw unexpectedState(payment, "canceled");
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

export type RefundRequest = { amount: number | undefined; reason: Refund["reason"]; metadata: Record<string, string> };

/** `bank`: how the card's bank treats refunds; undefined is at once. */
export function refund(payment: Payment, wanted: RefundRequest, bank: RefundHabit | undefined, now: Seconds): [Refund, Happening[]] {
  const charge = latestCharge(payment);
  const intent = payment.intent;
  if (!charge || intent?.status !== "succeeded")
    throw new StripeApiError(400, {
      type: "invalid_request_error",
      message: `This PaymentIntent (${payment.intentId}) does not have a successful charge to refund.`,
    });
  const left = payment.amount - charge.amountRefunded;
  if (left === 0)
    throw new StripeApiError(400, {
      type: "invalid_request_error",
      code: "charge_already_refunded",
      message: `Charge ${charge.id} has already been refunded.`,
    });
  const amount = wanted.amount ?? left;
  if (amount > left)
    throw new StripeApiError(400, {
      type: "invalid_request_error",
      param: "amount",
      message: `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
    });
  const made: Refund = {
    id: sibling(payment, "re", payment.refunds.length + 1),
    charge: charge.id,
    amount,
    created: now,
    status: bank === "pending" ? "pending" : "succeeded",
    reason: wanted.reason,
    metadata: wanted.metadata,
    failureReason: null,
    settles: bank === undefined ? null : { at: now + 5, as: bank === "pending" ? "succeeded" : "failed" },
  };
  payment.refunds.push(made);
  charge.amountRefunded += amount;
  return [
    made,
    [
      { type: "refund.created", of: { refund: made } },
      { type: "charge.refunded", of: { charge } },
    ],
  ];
}

/** What time alone does: pages expire, authorisations lapse after seven days, banks answer refunds. */
export function wake(payment: Payment, now: Seconds): Happening[] {
  const happened: Happening[] = [];
  if (payment.status === "open" && payment.expiresAt <= now) happened.push(...expire(payment, now));
  const authorisedAt = latestCharge(payment)?.created ?? now;
  if (payment.intent?.status === "requires_capture" && authorisedAt + authorisationLasts <= now)
    happened.push(...cancel(payment, "automatic", now));
  for (const one of payment.refunds) if (one.settles && one.settles.at <= now) happened.push(...settleRefund(payment, one));
  return happened;
}

function settleRefund(payment: Payment, one: Refund): Happening[] {
  const failed = one.settles?.as === "failed";
  one.settles = null;
  one.status = failed ? "failed" : "succeeded";
  if (!failed) return [{ type: "refund.updated", of: { refund: one } }];
  one.failureReason = "expired_or_canceled_card";
  const charge = payment.charges.find((candidate) => candidate.id === one.charge);
  if (charge) charge.amountRefunded -= one.amount;
  return [
    { type: "refund.updated", of: { refund: one } },
    { type: "refund.failed", of: { refund: one } },
  ];
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

function mustHaveIntent(payment: Payment): Intent {
  if (payment.intent) return payment.intent;
  throw StripeApiError.missing("payment_intent", payment.intentId, "intent");
}

const unexpectedState = (payment: Payment, verb: string): StripeApiError =>
  new StripeApiError(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message: `This PaymentIntent could not be ${verb} because it has a status of ${payment.intent?.status}.`,
  });

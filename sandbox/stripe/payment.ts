import { randomBytes } from "node:crypto";
import { StripeApiError } from "./errors";

/** Seconds since 1970, as everywhere in Stripe's API. */
export type Seconds = number;

export type Line = {
  id: string;
  name: string;
  description: string | null;
  quantity: number;
  unitAmount: number;
};

export type CardUsed = {
  paymentMethod: string;
  number: string;
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
  name: string | null;
};

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
export const sibling = (payment: Payment, prefix: "ch" | "re", n: number): string =>
  `${prefix}_${payment.intentId.slice(3)}${String(n).padStart(3, "0")}`;

export const intentIdOf = (chargeOrRefundId: string): string => `pi_${chargeOrRefundId.slice(3, -3)}`;

export const latestCharge = (payment: Payment): Charge | undefined => payment.charges.at(-1);

export function mustHaveIntent(payment: Payment): Intent {
  if (payment.intent) return payment.intent;
  throw StripeApiError.missing("payment_intent", payment.intentId, "intent");
}

export const unexpectedState = (payment: Payment, verb: string): StripeApiError =>
  new StripeApiError(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message: `This PaymentIntent could not be ${verb} because it has a status of ${payment.intent?.status}.`,
  });

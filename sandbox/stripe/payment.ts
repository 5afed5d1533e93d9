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

/** An account that is debited: the bank's answer takes days. */
export type BankUsed = {
  paymentMethod: string;
  number: string;
  bankName: string;
  last4: string;
  routing: string;
  name: string | null;
};

export type CardError = { code: string; declineCode: string | null; message: string; charge: string | null };

export type Intent = {
  created: Seconds;
  status:
    | "requires_payment_method"
    | "requires_action"
    | "processing"
    | "requires_capture"
    | "succeeded"
    | "canceled";
  capturable: number;
  received: number;
  lastError: CardError | null;
  card: CardUsed | null;
  /** Instead of a card, when the shopper chose to be debited. */
  bank?: BankUsed | null;
  /** What the bank will say of the debit, and when. */
  debit?: { at: Seconds; as: "pays" | "refuses" } | null;
  canceledAt: Seconds | null;
  cancellationReason: "abandoned" | "automatic" | "duplicate" | "fraudulent" | "requested_by_customer" | null;
};

export type Charge = {
  id: string;
  created: Seconds;
  card: CardUsed | null;
  bank?: BankUsed | null;
  /** A debit that the bank has not answered. */
  pending?: boolean;
  /** Passed the bank's question who is paying. */
  authenticated?: boolean;
  failure: { code: string; declineCode: string | null; message: string } | null;
  captured: boolean;
  capturedAt?: Seconds;
  /** When its entry in the books, with the fee, is made; absent: with the capture. */
  bookedAt?: Seconds;
  /** That time has come, and was told. */
  booked?: boolean;
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
  /** When the bank's answer came, if not at once. */
  settledAt?: Seconds;
};

export type Dispute = {
  id: string;
  charge: string;
  amount: number;
  created: Seconds;
  reason: string;
  status: "needs_response" | "under_review" | "won" | "lost";
  dueBy: Seconds;
  submissions: number;
  /** When the money was given back to the shop. */
  reinstatedAt: Seconds | null;
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
  /** Ways to pay whose money is only set aside, while others are debited at once. */
  manualMethods?: string[];
  intentMetadata: Record<string, string>;
  intentDescription: string | null;
  /** Null until the shopper first tries to pay, as Stripe has done since 2022. */
  intent: Intent | null;
  charges: Charge[];
  refunds: Refund[];
  disputes?: Dispute[];
  /** The card's owner will object at their bank then. */
  disputeAt?: Seconds | null;
  /** Its fee is booked so much later than its capture. */
  feeDelay?: Seconds;
};

/** What happened, in the order Stripe would report it; `of` says which object the event carries. */
export type Happening = {
  type: string;
  of: "session" | "intent" | { charge: Charge } | { refund: Refund } | { dispute: Dispute };
};

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Random letters and digits, as in Stripe's ids. */
export const randomId = (length: number): string =>
  Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join("");

/** A PaymentIntent, its charges, refunds and disputes share the middle of their ids, so each leads to the row. */
export const sibling = (payment: Payment, prefix: "ch" | "py" | "re" | "dp", n: number): string =>
  `${prefix}_${payment.intentId.slice(3)}${String(n).padStart(3, "0")}`;

export const intentIdOf = (siblingId: string): string => `pi_${siblingId.slice(3, -3)}`;

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

import type { Money } from "@/server/kernel/money";

/**
 * What a provider says of one payment, in our words. `declined` is not final by itself: the shopper may try again, unless
 * the page was left when a bank was set to work and refused later.
 */
export type RemotePayment =
  | { state: "open" }
  | { state: "processing" }
  | { state: "declined"; declineRef: string; code: string; message: string; final?: boolean }
  | { state: "authorized"; amount: Money }
  | { state: "captured"; amount: Money; captureRef: string; fee?: Money }
  | { state: "expired" }
  | { state: "voided" };

/** `submitted`: the provider has it and will report. */
export type RemoteRefund = {
  ref: string;
  state: "submitted" | "succeeded" | "failed";
  failureReason?: string;
};

/** A shopper's objection to a payment, as the provider tells it. */
export type RemoteDispute = {
  ref: string;
  /** The provider's reference of the payment as `open` gave it, or our own payment id: one of the two is there. */
  paymentRef?: string;
  paymentId?: string;
  status: "needs_response" | "under_review" | "won" | "lost";
  amount: Money;
  /** In words a person can read. */
  reason: string;
  evidenceDueAt?: Date;
  openedAt: Date;
};

/** One line of the provider's own list of what it moved. */
export type Movement = {
  kind: "capture" | "refund";
  /** Our `captureRef` for a capture, our refund's reference for a refund. */
  ref: string;
  /** Our payment id, when the provider carries it. */
  paymentId?: string;
  /** Always positive. */
  amount: Money;
  fee?: Money;
  at: Date;
};

export type OpenPayment = {
  /** Our payment id: the provider's metadata and, as `payment:<id>:open`, the idempotency key. */
  paymentId: string;
  orderId: string;
  orderNumber: string;
  email: string;
  total: Money;
  /** What the hosted page lists; the amounts add up to `total`. */
  lines: readonly { title: string; quantity: number; unitAmount: number }[];
  /** The same in parts, for a provider that shows them: goods − discount + shipping + tax = `total`. */
  breakdown?: {
    goods: readonly { title: string; sku?: string; quantity: number; unitAmount: number }[];
    discount: number;
    shipping: number;
    tax: number;
  };
  /** Where the goods go; sellers are protected against some objections when the provider knows. */
  shipTo?: {
    name: string;
    line1: string;
    line2?: string | undefined;
    city: string;
    region?: string | undefined;
    postalCode: string;
    country: string;
  };
  /** The provider sends the shopper back here; the adapter adds a parameter of its own, which nothing relies on. */
  returnUrl: string;
  cancelUrl: string;
  /** When our own hold ends (informational: providers' own expiries have other limits). */
  expiresAt: Date;
};

/** A verified notification. Only the ids are trusted: the object is fetched again before anything is decided. */
export type GatewayEvent = {
  /** The provider's event id, unique: the webhook inbox's key. */
  eventId: string;
  type: string;
  /** The provider's reference of the payment as `open` gave it, when the event names it directly. */
  paymentRef?: string;
  /** Our own payment id from the provider's metadata, when it carries it. */
  paymentId?: string;
  refundRef?: string;
  disputeRef?: string;
  occurredAt: Date;
};

/**
 * A payment provider with hosted pages and capture by us. Every method may throw `provider_unavailable`
 * (time-out, 5xx, no network); nothing else about the vendor escapes the adapter.
 */
export interface PaymentGateway {
  readonly provider: "stripe" | "paypal";
  /** Opens the hosted page. Repeating it with the same paymentId gives the same page. */
  open(input: OpenPayment): Promise<{ ref: string; redirectUrl: string }>;
  /** Asks what has become of the payment. `not_found` DomainError when the provider doesn't know the reference. */
  look(ref: string): Promise<RemotePayment>;
  /** Takes authorized money, all of it. Safe to repeat with the same key. Returns the state that resulted. */
  capture(ref: string, input: { amount: Money; idempotencyKey: string }): Promise<RemotePayment>;
  /**
   * Makes sure the payment can't be completed any more: expires an open page, voids an authorization.
   * Captured money is left alone. Returns the state that resulted; safe to repeat.
   */
  close(ref: string, input: { idempotencyKey: string }): Promise<RemotePayment>;
  /**
   * Gives captured money back. Safe to repeat with the same key. `captureRef` as the capture gave it: a provider may
   * forget an old page before it forgets the money.
   */
  refund(
    ref: string,
    input: { amount: Money; idempotencyKey: string; reason: string; captureRef?: string },
  ): Promise<RemoteRefund>;
  /** Asks what has become of a refund: banks may fail one days later. `not_found` when the provider doesn't know it. */
  lookRefund(refundRef: string): Promise<RemoteRefund>;
  /** Asks where a dispute stands. `not_found` when the provider doesn't know it. */
  lookDispute(disputeRef: string): Promise<RemoteDispute>;
  /** All captures and refunds that the provider made from `from` up to, not including, `to`; its pages are followed. */
  movements(from: Date, to: Date): Promise<Movement[]>;
  /**
   * Verifies a webhook on its raw body (signature, replay window). Throws DomainError `forbidden` when it is not
   * the provider's, `invalid_input` when it can't be read.
   */
  verifyWebhook(rawBody: string, headers: Headers): Promise<GatewayEvent>;
}

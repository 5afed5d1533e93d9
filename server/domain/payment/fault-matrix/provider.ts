import { paypal } from "@/sandbox/paypal/index";
import type { Order as PaypalOrder } from "@/sandbox/paypal/order";
import { enabledEvents } from "@/sandbox/stripe/events";
import { stripe } from "@/sandbox/stripe/index";
import type { Payment as StripePayment } from "@/sandbox/stripe/payment";
import { approved, declined, type Kept, type TestApp } from "@/server/testing";
import type { PaymentProvider } from "../payment";

/** A notification that a provider has for us; whether and when it comes is the schedule's business. */
export type Word = { id: string; body: string };

/** What a provider's own books say of one payment page. */
export type PageTruth = {
  ref: string;
  /** `ended`: nobody can pay on it and nothing is held. */
  state: "open" | "processing" | "authorized" | "captured" | "ended";
  captures: number;
  received: number;
  refunds: { amount: number; ok: boolean }[];
};

/** The far side of a payment: the shopper on the provider's page, its notifications, and its books. */
export type Provider = {
  name: PaymentProvider;
  act(test: TestApp, ref: string, what: "authorise" | "decline"): Promise<void>;
  /** All about one page that it would have sent by now, oldest first. */
  words(test: TestApp, ref: string): Promise<Word[]>;
  /** As it would come in now, signed. */
  sealed(word: Word): Kept;
  truth(test: TestApp, refs: readonly string[]): Promise<PageTruth[]>;
};

export const stripeProvider: Provider = {
  name: "stripe",

  async act(test, ref, what) {
    const card = what === "authorise" ? approved : declined;
    await test.control("POST", "/control/stripe/pay", { session: ref, card });
  },

  words: (test, ref) =>
    test.rows<Word>(
      "select id, body from sandbox.stripe_events where session = $1 and type = any($2) order by seq",
      [ref, enabledEvents],
    ),

  sealed: ({ body }) => ({
    path: "/api/webhooks/stripe",
    body,
    headers: new Headers(stripe.signWebhook?.(body, new Date())),
  }),

  async truth(test, refs) {
    const query = "select doc from sandbox.stripe_payments where id = any($1)";
    return (await test.rows<{ doc: StripePayment }>(query, [refs])).map(({ doc }) => ({
      ref: doc.id,
      state: stripeState(doc),
      captures: doc.charges.filter((charge) => charge.captured).length,
      received: doc.intent?.received ?? 0,
      refunds: doc.refunds.map(({ amount, status }) => ({ amount, ok: status !== "failed" })),
    }));
  },
};

function stripeState({ status, intent }: StripePayment): PageTruth["state"] {
  switch (intent?.status) {
    case "requires_capture":
      return "authorized";
    case "succeeded":
      return "captured";
    case "canceled":
      return "ended";
    case undefined:
    case "requires_payment_method":
    case "requires_action":
      return status === "open" ? "open" : "ended";
    default:
      return "processing";
  }
}

export const paypalProvider: Provider = {
  name: "paypal",

  // A decline shows only when the money is taken: PayPal has the buyer's agreement, and the card behind it refuses.
  async act(test, ref, what) {
    await test.control("POST", `/control/paypal/${what === "authorise" ? "approve" : "decline"}`, {
      order: ref,
    });
  },

  words: (test, ref) =>
    test.rows<Word>("select id, body from sandbox.paypal_events where order_id = $1 order by seq", [ref]),

  sealed: ({ body }) => ({
    path: "/api/webhooks/paypal",
    body,
    headers: new Headers(paypal.signWebhook?.(body, new Date())),
  }),

  async truth(test, refs) {
    const query = "select doc from sandbox.paypal_orders where id = any($1)";
    return (await test.rows<{ doc: PaypalOrder }>(query, [refs])).map(
      ({ doc: { id, capture, refunds } }) => ({
        ref: id,
        // An agreement holds no money, and without us nothing comes of it.
        state:
          capture?.status === "COMPLETED"
            ? "captured"
            : capture?.status === "PENDING"
              ? "processing"
              : "ended",
        captures: capture?.status === "COMPLETED" ? 1 : 0,
        received: capture?.status === "COMPLETED" ? capture.amount : 0,
        refunds: refunds.map(({ amount, status }) => ({ amount, ok: status !== "FAILED" })),
      }),
    );
  },
};

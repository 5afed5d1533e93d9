import type Stripe from "stripe";
import { DomainError } from "@/server/kernel/errors";
import type {
  OpenPayment,
  PaymentGateway,
  RemotePayment,
  RemoteRefund,
} from "@/server/ports/payment-gateway";
import { type StripeOptions, stripeClient } from "./client";
import { isRefused, translated } from "./errors";
import { stripeMovements } from "./movements";
import { remoteDispute } from "./remote-dispute";
import { expandForState, remotePayment } from "./remote-payment";
import { sessionParams } from "./session-params";
import { readWebhook } from "./webhook";

/**
 * Stripe Checkout with manual capture where the way to pay allows it (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method). A payment's
 * `ref` is its Checkout Session (`cs_…`). Amounts are minor units on both sides.
 */
export function stripeGateway(options: StripeOptions): PaymentGateway {
  const stripe = stripeClient(options);

  const session = (ref: string) => stripe.checkout.sessions.retrieve(ref, { expand: expandForState });
  const look = async (ref: string): Promise<RemotePayment> => remotePayment(await session(ref));
  const paid = async (ref: string): Promise<{ intent: string; paymentId: string | null }> => {
    const found = await stripe.checkout.sessions.retrieve(ref);
    if (found.payment_intent === null)
      throw new DomainError("invalid_transition", "Nothing has been paid on this page yet.");
    return { intent: idOf(found.payment_intent), paymentId: found.client_reference_id };
  };

  return {
    provider: "stripe",

    open: (input: OpenPayment) =>
      translated(async () => {
        const made = await stripe.checkout.sessions.create(sessionParams(input), {
          idempotencyKey: `payment:${input.paymentId}:open`,
        });
        if (made.url === null) throw new Error(`Stripe gave no address for session ${made.id}`);
        return { ref: made.id, redirectUrl: made.url };
      }),

    look: (ref) => translated(() => look(ref)),

    capture: (ref, { amount, idempotencyKey }) =>
      translated(async () => {
        const before = await session(ref);
        const state = remotePayment(before);
        if (state.state !== "authorized") return state;
        const intent = idOf(before.payment_intent);
        return settled(
          () =>
            stripe.paymentIntents.capture(intent, { amount_to_capture: amount.amount }, { idempotencyKey }),
          ref,
        );
      }),

    // Expiring and cancelling do nothing the second time, so they need no key of ours; with one, Stripe would answer a
    // later try with the refusal it remembered from an earlier one.
    close: (ref) =>
      translated(async () => {
        try {
          return remotePayment(await stripe.checkout.sessions.expire(ref, { expand: expandForState }));
        } catch (error) {
          if (!isRefused(error)) throw error;
        }
        const now = await session(ref);
        const state = remotePayment(now);
        if (state.state !== "authorized") return state;
        const intent = idOf(now.payment_intent);
        return settled(() => stripe.paymentIntents.cancel(intent, { cancellation_reason: "abandoned" }), ref);
      }),

    refund: (ref, { amount, idempotencyKey, reason }) =>
      translated(async () => {
        const { intent, paymentId } = await paid(ref);
        const made = await stripe.refunds
          .create(
            {
              payment_intent: intent,
              amount: amount.amount,
              reason: "requested_by_customer",
              // A webhook about the refund names our payment by this.
              metadata: {
                reason: reason.slice(0, 500),
                ...(paymentId === null ? {} : { payment_id: paymentId }),
              },
            },
            { idempotencyKey },
          )
          .catch(saidNo);
        return remoteRefund(made);
      }),

    lookRefund: (refundRef) => translated(async () => remoteRefund(await stripe.refunds.retrieve(refundRef))),

    lookDispute: (disputeRef) =>
      translated(async () =>
        remoteDispute(await stripe.disputes.retrieve(disputeRef, { expand: ["charge"] })),
      ),

    movements: (from, to) => translated(() => stripeMovements(stripe, from, to)),

    verifyWebhook: async (rawBody, headers) => readWebhook(rawBody, headers, options.webhookSecret),
  };

  /** Does it, and reads the state that resulted; someone else having done it first is as good. */
  async function settled(act: () => Promise<unknown>, ref: string): Promise<RemotePayment> {
    const refusal = await act().then(
      () => undefined,
      (error: unknown) => {
        if (isRefused(error)) return error;
        throw error;
      },
    );
    const state = await look(ref);
    if (refusal !== undefined && state.state === "authorized") throw refusal;
    return state;
  }
}

const idOf = (intent: string | Stripe.PaymentIntent | null): string =>
  typeof intent === "string" ? intent : (intent?.id ?? "");

/** A refusal in so many words: nothing was sent, and asking for the same again would be refused again. */
function saidNo(error: unknown): never {
  if (!isRefused(error) || !(error instanceof Error)) throw error;
  // It has words of its own.
  if ("code" in error && error.code === "charge_already_refunded") throw error;
  throw new DomainError("invalid_transition", `Stripe refused it: ${error.message}`, {}, { cause: error });
}

function remoteRefund(refund: Stripe.Refund): RemoteRefund {
  switch (refund.status) {
    case "succeeded":
      return { ref: refund.id, state: "succeeded" };
    case "failed":
    case "canceled":
      return { ref: refund.id, state: "failed", failureReason: refund.failure_reason ?? refund.status };
    default:
      return { ref: refund.id, state: "submitted" };
  }
}

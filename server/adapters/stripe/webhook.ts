import Stripe from "stripe";
import { DomainError } from "@/server/kernel/errors";
import type { GatewayEvent } from "@/server/ports/payment-gateway";

/** How old a signature may be: a recorded webhook can't be played back later. */
const toleranceSeconds = 300;

/** Checks the signature on the raw body (https://docs.stripe.com/webhooks/signature) and picks out the ids. */
export function readWebhook(rawBody: string, headers: Headers, secret: string): GatewayEvent {
  const event = verified(rawBody, headers.get("stripe-signature") ?? "", secret);
  const object = event.data?.object as Subject | undefined;
  if (typeof event.id !== "string" || typeof event.type !== "string" || object === undefined)
    throw new DomainError("invalid_input", "This is not a Stripe event.");
  const paymentId = object.metadata?.payment_id ?? object.client_reference_id;
  return {
    eventId: event.id,
    type: event.type,
    occurredAt: new Date(event.created * 1000),
    ...(object.object === "checkout.session" ? { paymentRef: object.id } : {}),
    ...(object.object === "refund" ? { refundRef: object.id } : {}),
    ...(object.object === "dispute" ? { disputeRef: object.id } : {}),
    ...(paymentId ? { paymentId } : {}),
  };
}

/** What the objects we listen to have in common. */
type Subject = {
  object: string;
  id: string;
  metadata?: Record<string, string> | null;
  client_reference_id?: string | null;
};

function verified(rawBody: string, signature: string, secret: string): Stripe.Event {
  try {
    return Stripe.webhooks.constructEvent(rawBody, signature, secret, toleranceSeconds);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError)
      throw new DomainError(
        "forbidden",
        "The webhook's signature is not Stripe's, or too old.",
        {},
        { cause: error },
      );
    throw new DomainError("invalid_input", "The webhook can't be read.", {}, { cause: error });
  }
}

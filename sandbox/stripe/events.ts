import Stripe from "stripe";
import { chargeObject, refundObject } from "./charge-object";
import { disputeObject } from "./dispute-object";
import { intentObject } from "./intent-object";
import { type Happening, type Payment, randomId } from "./payment";
import { sessionObject } from "./session-object";
import type { Change } from "./store";

/** The version of the installed SDK: a webhook endpoint is pinned to one. */
export const apiVersion = Stripe.API_VERSION;

export type EventOrigin = { requestId?: string; idempotencyKey?: string | undefined };

/**
 * What the shop's webhook endpoint is subscribed to, as an operator would tick in Stripe's dashboard. Other events are
 * kept and listed by `/v1/events`, but not sent.
 */
export const enabledEvents: readonly string[] = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.processing",
  "payment_intent.amount_capturable_updated",
  "payment_intent.payment_failed",
  "payment_intent.succeeded",
  "payment_intent.canceled",
  "charge.refunded",
  "charge.updated",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "charge.dispute.closed",
  "refund.updated",
  "refund.failed",
];

/** One row of `stripe_events`; the body is fixed now, because Stripe sends a snapshot. */
export function eventRow(change: Change, payment: Payment, happened: Happening): unknown[] {
  const id = `evt_${randomId(24)}`;
  const sent = enabledEvents.includes(happened.type);
  const body = {
    id,
    object: "event",
    api_version: apiVersion,
    created: change.now,
    data: { object: objectOf(change, payment, happened) },
    livemode: false,
    pending_webhooks: sent ? 1 : 0,
    request: { id: change.origin.requestId ?? null, idempotency_key: change.origin.idempotencyKey ?? null },
    type: happened.type,
  };
  return [id, payment.id, happened.type, change.now, JSON.stringify(body), sent ? null : change.world.now()];
}

function objectOf(change: Change, payment: Payment, { of }: Happening) {
  if (of === "session") return sessionObject(payment, change.world.baseUrl);
  if (of === "intent") return intentObject(payment);
  if ("charge" in of) return chargeObject(payment, of.charge);
  if ("dispute" in of) return disputeObject(payment, of.dispute);
  return refundObject(payment, of.refund);
}

import type { World } from "../vendor";
import { captureAlone, disputeObject, orderObject, refundObject } from "./objects";
import { type Happening, type Order, randomId } from "./order";

export type EventRow = { id: string; type: string; at: Date; body: string };

/** What the webhook of the app is subscribed to is all of it. The body is fixed now, because PayPal sends a snapshot. */
export function eventOf(world: World, order: Order, happened: Happening): EventRow {
  const id = `WH-${randomId(17)}-${randomId(17)}`;
  const { kind, resource, words } = carried(world, order, happened);
  const at = world.now();
  const self = `${world.baseUrl}/paypal/v1/notifications/webhooks-events/${id}`;
  const body = {
    id,
    event_version: "1.0",
    create_time: at.toISOString(),
    resource_type: kind,
    resource_version: "2.0",
    event_type: happened.type,
    summary: words,
    resource,
    links: [
      { href: self, rel: "self", method: "GET" },
      { href: `${self}/resend`, rel: "resend", method: "POST" },
    ],
  };
  return { id, type: happened.type, at, body: JSON.stringify(body) };
}

function carried({ baseUrl }: World, order: Order, { of, type }: Happening) {
  if (of === "order")
    return {
      kind: "checkout-order",
      resource: orderObject(order, baseUrl),
      words: "An order has been approved by buyer",
    };
  if (of === "approval")
    return {
      kind: "checkout-order",
      resource: { order_id: order.id, purchase_units: [{ custom_id: order.unit.custom_id }] },
      words: "A payment has been reversed after approval.",
    };
  if (of === "capture") {
    const { capture } = order;
    return {
      kind: "capture",
      resource: capture && captureAlone(order, capture, baseUrl),
      words: `Payment ${type.split(".").at(-1)?.toLowerCase() ?? ""}`,
    };
  }
  if ("refund" in of)
    return { kind: "refund", resource: refundObject(order, of.refund, baseUrl), words: "A refund was made" };
  return {
    kind: "dispute",
    resource: disputeObject(order, of.dispute, baseUrl),
    words: `Dispute ${of.dispute.status.toLowerCase().replaceAll("_", " ")}`,
  };
}

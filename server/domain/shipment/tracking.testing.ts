import { newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { TrackingScan, TrackingState } from "@/server/ports/carrier";
import { paidOrder, shipmentsOf, type TestApp } from "@/server/testing";
import { assignShipments } from "./assign-shipments";
import { packShipment } from "./pack-shipment";
import { pickItem, startPicking } from "./pick-shipment";
import { shipOrder } from "./ship-order";
import type { ShipmentRow } from "./shipment.store";
import { fakeCarrier } from "./testing";

type Line = { sku: string; quantity: number };

/** A paid order whose shipments are packed, in the order of their numbers. */
export async function packedOrder(shop: TestApp, lines: Line[] = [{ sku: "TEST-A", quantity: 2 }]) {
  const order = await paidOrder(shop, lines);
  await assignShipments(shop.ctx(), order.id);
  const shipments = await shipmentsOf(shop, order.id);
  for (const { id, number } of shipments) {
    await startPicking(shop.ctx(), number);
    const held = await shop.rows<{ sku: string; quantity: number }>(
      `select ol.sku, l.quantity from shipment_line l join order_line ol on ol.id = l.order_line_id where l.shipment_id = $1`,
      [id],
    );
    for (const { sku, quantity } of held) await pickItem(shop.ctx(), number, sku, quantity);
    await packShipment(shop.ctx(), number);
  }
  return { order, shipments };
}

/** The shop with a carrier that books at once without a call; it knows nothing of its parcels afterwards. */
export function quickLabels(shop: TestApp): WithPorts {
  const ctx = shop.ctx();
  const { book } = fakeCarrier();
  const ups = ctx.ports.carriers.ups;
  if (!ups) throw new Error("UPS is not set up.");
  return {
    ...ctx,
    ports: {
      ...ctx.ports,
      carriers: { ups: { ...ups, book, rates: async () => [], subscribe: async () => null } },
    },
  };
}

/**
 * The same, shipped: what is on the road, with the number of each shipment's first parcel. The sandbox's UPS knows of its
 * parcels only when `ctx` is the shop's own.
 */
export async function sentOrder(shop: TestApp, lines?: Line[], ctx = quickLabels(shop)) {
  const { order, shipments } = await packedOrder(shop, lines);
  const sent: { row: ShipmentRow; trackingNumber: string }[] = [];
  for (const row of shipments)
    sent.push({ row, trackingNumber: (await shipOrder(ctx, row.number)).trackingNumber });
  const [first] = sent;
  if (!first) throw new Error("Nothing was sent.");
  return { order, sent, first, trackingNumber: first.trackingNumber };
}

/** Another parcel of a shipment, as if it had needed two boxes. Gives its number. */
export async function addParcel(shop: TestApp, shipmentId: string): Promise<string> {
  const number = `1ZHF${newId().replaceAll("-", "").slice(-14).toUpperCase()}`;
  await shop.rows(
    `insert into shipment_package (shipment_id, position, weight_grams) values ($1, 2, 100) on conflict do nothing`,
    [shipmentId],
  );
  await shop.rows(
    `insert into parcel (id, shipment_id, position, weight_grams, carrier, service, label_status, tracking_number, carrier_ref,
                         tracking, created_at, changed_at)
     values (gen_random_uuid(), $1, 2, 100, 'ups', 'standard', 'bought', $2, $2, 'pre_transit', $3, $3)`,
    [shipmentId, number, shop.clock.now()],
  );
  return number;
}

const words: Record<TrackingState, [code: string, description: string]> = {
  pre_transit: ["MP", "Shipper created a label"],
  in_transit: ["AR", "Arrived at Facility"],
  out_for_delivery: ["OT", "Out For Delivery Today"],
  delivered: ["FS", "DELIVERED"],
  exception: ["48", "The receiver was not available."],
  returned: ["RS", "Returned to Sender"],
};

/** A scan in a carrier's words. */
export const scan = (state: TrackingState, at: Date, description?: string): TrackingScan => ({
  state,
  code: words[state][0],
  description: description ?? words[state][1],
  place: "Albany, NY, US",
  at,
});

export type IssueRow = {
  kind: string;
  detail: string;
  open: boolean;
  closed_by: string | null;
  note: string | null;
};

export const issuesOf = (shop: TestApp, orderId: string) =>
  shop.rows<IssueRow>(
    `select kind, detail, closed_at is null as open, closed_by, note from shipment_issue where order_id = $1
      order by opened_at, kind`,
    [orderId],
  );

import type { WithPorts } from "@/server/ports";
import type { TrackingScan, TrackingState } from "@/server/ports/carrier";
import { paidOrder, shipmentsOf, type TestApp } from "@/server/testing";
import { assignShipments } from "./assign-shipments";
import { packShipment } from "./pack-shipment";
import type { PackageInput } from "./packing.schema";
import { pickItem, startPicking } from "./pick-shipment";
import { shipOrder } from "./ship-order";
import type { ShipmentRow } from "./shipment.store";
import { fakeCarrier } from "./testing";

type Line = { sku: string; quantity: number };

/** A paid order whose shipments are packed, in the order of their numbers: each line's units spread over the boxes. */
export async function packedOrder(
  shop: TestApp,
  lines: Line[] = [{ sku: "TEST-A", quantity: 2 }],
  boxes: readonly number[] = [],
) {
  const order = await paidOrder(shop, lines);
  await assignShipments(shop.ctx(), order.id);
  const shipments = await shipmentsOf(shop, order.id);
  for (const { id, number } of shipments) {
    await startPicking(shop.ctx(), number);
    const held = await shop.rows<Held>(
      `select ol.sku, l.quantity, l.order_line_id as "orderLineId", l.stock_level_id::int as "stockLevelId" from shipment_line l join order_line ol on ol.id = l.order_line_id where l.shipment_id = $1`,
      [id],
    );
    for (const { sku, quantity } of held) await pickItem(shop.ctx(), number, sku, quantity);
    await packShipment(shop.ctx(), number, boxes.length > 0 ? boxesOf(held, boxes) : undefined);
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
export async function sentOrder(
  shop: TestApp,
  lines?: Line[],
  ctx = quickLabels(shop),
  boxes: readonly number[] = [],
) {
  const { order, shipments } = await packedOrder(shop, lines, boxes);
  const sent: { row: ShipmentRow; trackingNumber: string }[] = [];
  for (const row of shipments)
    sent.push({ row, trackingNumber: (await shipOrder(ctx, row.number)).trackingNumber });
  const [first] = sent;
  if (!first) throw new Error("Nothing was sent.");
  return { order, sent, first, trackingNumber: first.trackingNumber };
}

/** An order of one line in two boxes, with so many units in each. Gives the numbers of its parcels. */
export async function sentInTwo(shop: TestApp, first: number, second: number) {
  const lines = [{ sku: "TEST-A", quantity: first + second }];
  const sent = await sentOrder(shop, lines, quickLabels(shop), [first, second]);
  const rows = await shop.rows<{ number: string }>(
    "select tracking_number as number from parcel where shipment_id = $1 order by position",
    [sent.first.row.id],
  );
  const [one, two] = rows;
  if (!one || !two) throw new Error("It did not leave in two parcels.");
  return { ...sent, one: one.number, two: two.number };
}

type Held = Line & { orderLineId: string; stockLevelId: number };

const boxesOf = ([line]: readonly Held[], units: readonly number[]): PackageInput[] =>
  units.map((quantity) => ({
    packagingId: null,
    weightGrams: 500,
    size: null,
    lines: line ? [{ orderLineId: line.orderLineId, stockLevelId: line.stockLevelId, quantity }] : [],
  }));

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

import { and, asc, eq, notInArray } from "drizzle-orm";
import { parcel, shipment, trackingScan } from "@/db/schema";
import { readSettings } from "@/server/domain/settings/settings";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { openHolds } from "./hold.store";
import { type OrderView, orderView } from "./order.queries";
import { type News, newsFrom } from "./shopper-news";

export type ParcelView = {
  carrier: string;
  trackingNumber: string;
  trackingUrl: string | null;
  items: { title: string; variantTitle: string; quantity: number }[];
  delivered: boolean;
  /** Newest first, in the carrier's own words. */
  scans: { description: string; place: string | null; at: string }[];
};

export type ShopperOrder = Omit<OrderView, "timeline" | "shipments"> & {
  news: News[];
  parcels: ParcelView[];
  /** When the first of what is still being packed is to leave; null when all has left or nothing is paid. */
  leavesBy: string | null;
  /** Somebody of ours looks at it before it may leave; what at, is not the shopper's concern. */
  onHold: boolean;
  /** The provider of the payment that is under way or was tried last. */
  provider: "stripe" | "paypal" | null;
  /** Our own clock, so that a page can count down by it. */
  now: string;
  timeZone: string;
};

/** An order as its buyer sees it: no stock, no warehouse, no machinery. */
export async function shopperOrder(ctx: WithPorts, id: Id<"order">): Promise<ShopperOrder> {
  const [{ timeline, shipments, ...order }, scans, leavesBy, holds, { timeZone }] = await Promise.all([
    orderView(ctx, id),
    scansOf(ctx, id),
    nextDeparture(ctx, id),
    openHolds(ctx, id),
    readSettings(ctx),
  ]);
  const parcels = shipments.flatMap(({ parcels: boxes, items, status }) => {
    // A box has a number as soon as its label is printed; it is on its way once it has left.
    if (status !== "shipped" && status !== "delivered") return [];
    return boxes.map(({ carrier, trackingNumber, tracking }) => {
      const port = Object.values(ctx.ports.carriers).find((known) => known.code === carrier);
      return {
        carrier: port?.name ?? carrier.toUpperCase(),
        trackingNumber,
        trackingUrl: port?.trackingUrl(trackingNumber) ?? null,
        items,
        delivered: tracking === "delivered" || status === "delivered",
        scans: scans.filter((scan) => scan.trackingNumber === trackingNumber).reverse(),
      };
    });
  });
  const provider = order.payments.at(-1)?.provider;
  return {
    ...order,
    news: newsFrom(timeline),
    parcels,
    leavesBy: leavesBy?.toISOString() ?? null,
    onHold: holds.length > 0,
    provider: provider === "stripe" || provider === "paypal" ? provider : null,
    now: ctx.now.toISOString(),
    timeZone,
  };
}

async function scansOf({ db }: WithPorts, orderId: Id<"order">) {
  const rows = await db
    .select({
      trackingNumber: parcel.trackingNumber,
      description: trackingScan.description,
      place: trackingScan.place,
      at: trackingScan.at,
    })
    .from(trackingScan)
    .innerJoin(parcel, eq(parcel.id, trackingScan.parcelId))
    .innerJoin(shipment, eq(shipment.id, parcel.shipmentId))
    .where(eq(shipment.orderId, orderId))
    .orderBy(asc(trackingScan.at));
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

async function nextDeparture({ db }: WithPorts, orderId: Id<"order">): Promise<Date | null> {
  const [row] = await db
    .select({ shipBy: shipment.shipBy })
    .from(shipment)
    .where(
      and(eq(shipment.orderId, orderId), notInArray(shipment.status, ["shipped", "delivered", "cancelled"])),
    )
    .orderBy(asc(shipment.shipBy))
    .limit(1);
  return row?.shipBy ?? null;
}

import { and, asc, eq, isNull, notInArray } from "drizzle-orm";
import { backorder, orderLine, shipment } from "@/db/schema";
import { readSettings } from "@/server/domain/settings/settings";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { openHolds } from "./hold.store";
import { type OrderView, orderView } from "./order.queries";
import { type News, newsFrom } from "./shopper-news";
import { type ParcelView, shopperParcels } from "./shopper-parcels.queries";

export type ShopperOrder = Omit<OrderView, "timeline" | "shipments"> & {
  news: News[];
  parcels: ParcelView[];
  /** What was promised and is not there: it follows as soon as it comes in. */
  follows: { title: string; variantTitle: string; quantity: number }[];
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
  const [{ timeline, shipments: _, ...order }, follows, leavesBy, holds, { timeZone }] = await Promise.all([
    orderView(ctx, id),
    followingOf(ctx, id),
    nextDeparture(ctx, id),
    openHolds(ctx, id),
    readSettings(ctx),
  ]);
  const provider = order.payments.at(-1)?.provider;
  return {
    ...order,
    news: newsFrom(timeline, order.lines),
    parcels: await shopperParcels(ctx, id, order),
    follows,
    leavesBy: leavesBy?.toISOString() ?? null,
    onHold: holds.length > 0,
    provider: provider === "stripe" || provider === "paypal" ? provider : null,
    now: ctx.now.toISOString(),
    timeZone,
  };
}

const followingOf = ({ db }: WithPorts, orderId: Id<"order">): Promise<ShopperOrder["follows"]> =>
  db
    .select({
      title: orderLine.title,
      variantTitle: orderLine.variantTitle,
      quantity: backorder.quantity,
    })
    .from(backorder)
    .innerJoin(orderLine, eq(orderLine.id, backorder.orderLineId))
    .where(and(eq(backorder.orderId, orderId), isNull(backorder.closedAt)))
    .orderBy(asc(orderLine.position));

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

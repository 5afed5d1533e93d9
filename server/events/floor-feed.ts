import { and, asc, gt, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { event } from "@/db/schema";
import { log } from "@/server/kernel/log";
import type { EventName } from "./events";

/** What something happened to. Listeners look it up themselves: news carry no state. */
export type FloorNews = { shipments: string[]; orders: string[] };

/** Events that change what the queue, a bench or a walk shows. */
const names = [
  "ShipmentAssigned",
  "ShipmentProgressed",
  "ShipmentRerouted",
  "LabelBought",
  "LabelVoided",
  "LabelLost",
  "OrderShipped",
  "OrderHeld",
  "OrderHoldLifted",
  "OrderCancelled",
  "OrderPartlyCancelled",
  "InventoryReallocated",
  "UnitsShort",
  "BackorderFilled",
] as const satisfies EventName[];

/** How often the event table is looked at while anybody listens. */
const lookEveryMs = 700;
/** A transaction may commit long after it wrote its event: the last stretch is looked at again each time. */
const overlapMs = 20_000;

type Listener = (news: FloorNews) => void;
type Feed = {
  listeners: Set<Listener>;
  looking: boolean;
  /** Events of the overlap that were told already. */
  told: Set<string>;
};

/** One a process: the server's bundles each have a copy of this module. */
const held = globalThis as { holdfastFloor?: Feed };
held.holdfastFloor ??= { listeners: new Set(), looking: false, told: new Set() };
const feed = held.holdfastFloor;

/**
 * Hears of what happens on the warehouse floor from now on, whichever process did it. One look at the event table serves
 * all listeners of a process, and nobody listening means no look. Returns how to stop.
 */
export function listenToFloor(db: Db, listener: Listener): () => void {
  feed.listeners.add(listener);
  if (!feed.looking) void lookOn(db);
  return () => {
    feed.listeners.delete(listener);
  };
}

/** Tells this process's listeners at once of a change that no event is recorded for, such as a picked unit. */
export function tellFloor(news: Partial<FloorNews>): void {
  for (const listener of feed.listeners) listener({ shipments: [], orders: [], ...news });
}

async function lookOn(db: Db): Promise<void> {
  feed.looking = true;
  while (feed.listeners.size > 0) {
    try {
      const news = await newsSince(db, feed.told, Date.now() - overlapMs);
      if (news.shipments.length > 0 || news.orders.length > 0) tellFloor(news);
    } catch (error) {
      // The next look finds what this one missed.
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, "the floor was not heard");
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs).unref());
  }
  feed.looking = false;
}

/** What was recorded since `sinceMs` and is not yet in `told`; it is afterwards. Ids are ordered by time (UUIDv7). */
export async function newsSince(db: Db, told: Set<string>, sinceMs: number): Promise<FloorNews> {
  const rows = await db
    .select({ id: event.id, payload: event.payload })
    .from(event)
    .where(and(gt(event.id, firstIdOf(sinceMs)), inArray(event.name, [...names])))
    .orderBy(asc(event.id));
  const shipments = new Set<string>();
  const orders = new Set<string>();
  for (const { id, payload } of rows) {
    if (told.has(id)) continue;
    told.add(id);
    const { shipmentNumber, orderNumber } = payload;
    if (typeof shipmentNumber === "string") shipments.add(shipmentNumber);
    if (typeof orderNumber === "string") orders.add(orderNumber);
  }
  const current = new Set<string>(rows.map((row) => row.id));
  for (const id of told) if (!current.has(id)) told.delete(id);
  return { shipments: [...shipments], orders: [...orders] };
}

/** The smallest UUIDv7 of a millisecond. */
function firstIdOf(ms: number): (typeof event.$inferSelect)["id"] {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000` as (typeof event.$inferSelect)["id"];
}

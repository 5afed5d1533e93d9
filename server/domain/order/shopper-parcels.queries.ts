import { and, asc, eq, inArray, isNull, ne } from "drizzle-orm";
import {
  orderLine,
  packageLine,
  parcel,
  shipment,
  shipmentIssue,
  shipmentLine,
  shipmentPackage,
  trackingScan,
} from "@/db/schema";
import { type Progress, progressOf } from "@/server/domain/shipment/parcel-progress";
import { type Trouble, troubleOf } from "@/server/domain/shipment/parcel-trouble";
import { plainScans, scanReason } from "@/server/domain/shipment/plain-words";
import { expectedWords, keptWords, townOf } from "@/server/domain/shipment/promise-kept";
import type { Id } from "@/server/kernel/id";
import { localText } from "@/server/kernel/local-time";
import { timeZoneOf } from "@/server/kernel/time-zone";
import type { WithPorts } from "@/server/ports";
import type { PostalAddress } from "@/server/ports/carrier";

type Item = { title: string; variantTitle: string; quantity: number };

export type ParcelView = {
  key: string;
  /** Null until it has left. */
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  items: Item[];
  progress: Omit<Progress, "at"> & { at: Partial<Record<keyof Progress["at"], string>> };
  /** What is expected of it, or whether its promise was kept. */
  promise: { mood: "good" | "bad" | "plain"; words: string } | null;
  trouble: Trouble | null;
  /** Newest first, in plain words. */
  scans: { words: string; place: string | null; at: string }[];
  /** The clocks at its door. */
  timeZone: string;
};

type Promised = { shippingAddress: PostalAddress; deliverFrom: string | null; deliverBy: string | null };

/** The parcels of an order for the one who waits for them: what is packed, on its way, and has arrived. */
export async function shopperParcels(
  ctx: WithPorts,
  orderId: Id<"order">,
  promised: Promised,
): Promise<ParcelView[]> {
  const { db } = ctx;
  const shipments = await db
    .select()
    .from(shipment)
    .where(and(eq(shipment.orderId, orderId), ne(shipment.status, "cancelled")))
    .orderBy(asc(shipment.number));
  const packed = shipments.filter(({ status }) => status !== "assigned" && status !== "picking");
  if (packed.length === 0) return [];
  const ids = packed.map(({ id }) => id);
  const item = { title: orderLine.title, variantTitle: orderLine.variantTitle };
  const [boxes, labels, inBoxes, inShipments, scans, silent] = await Promise.all([
    db.select().from(shipmentPackage).where(inArray(shipmentPackage.shipmentId, ids)),
    db
      .select()
      .from(parcel)
      .where(and(inArray(parcel.shipmentId, ids), eq(parcel.labelStatus, "bought")))
      .orderBy(asc(parcel.position)),
    db
      .select({
        ...item,
        shipmentId: packageLine.shipmentId,
        position: packageLine.position,
        quantity: packageLine.quantity,
      })
      .from(packageLine)
      .innerJoin(orderLine, eq(orderLine.id, packageLine.orderLineId))
      .where(inArray(packageLine.shipmentId, ids))
      .orderBy(asc(orderLine.position)),
    db
      .select({ ...item, shipmentId: shipmentLine.shipmentId, quantity: shipmentLine.quantity })
      .from(shipmentLine)
      .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
      .where(inArray(shipmentLine.shipmentId, ids))
      .orderBy(asc(orderLine.position)),
    db
      .select({ scan: trackingScan })
      .from(trackingScan)
      .innerJoin(parcel, eq(parcel.id, trackingScan.parcelId))
      .where(inArray(parcel.shipmentId, ids))
      .orderBy(asc(trackingScan.at)),
    db
      .select({ parcelId: shipmentIssue.parcelId })
      .from(shipmentIssue)
      .where(
        and(
          eq(shipmentIssue.orderId, orderId),
          eq(shipmentIssue.kind, "silent"),
          isNull(shipmentIssue.closedAt),
        ),
      ),
  ]);
  return packed.flatMap((row) => {
    const here = <Row extends { shipmentId: string }>(rows: readonly Row[]) =>
      rows.filter((one) => one.shipmentId === row.id);
    const positions = [...new Set([...here(boxes), ...here(labels)].map((one) => one.position))].sort(
      (a, b) => a - b,
    );
    const gone = row.status === "shipped" || row.status === "delivered";
    return (positions.length > 0 ? positions : [1]).map((position) => {
      // A label is a number on paper until the parcel has left.
      const label = gone ? here(labels).find((one) => one.position === position) : undefined;
      const own = here(inBoxes).filter((one) => one.position === position);
      return parcelView(ctx, promised, {
        key: `${row.number}.${position}`,
        shipment: row,
        label,
        items: together(own.length > 0 || positions.length > 1 ? own : here(inShipments)),
        scans: scans.flatMap(({ scan }) => (scan.parcelId === label?.id ? [scan] : [])),
        silent: silent.some(({ parcelId }) => parcelId !== null && parcelId === label?.id),
      });
    });
  });
}

type Found = {
  key: string;
  shipment: typeof shipment.$inferSelect;
  label: typeof parcel.$inferSelect | undefined;
  items: Item[];
  scans: (typeof trackingScan.$inferSelect)[];
  silent: boolean;
};

function parcelView(ctx: WithPorts, promised: Promised, found: Found): ParcelView {
  const { key, shipment: row, label, items, scans, silent } = found;
  const timeZone = timeZoneOf(promised.shippingAddress);
  const day = (at: Date) => localText(at, timeZone).slice(0, 10);
  const code = label?.carrier ?? "";
  const port = Object.values(ctx.ports.carriers).find((known) => known.code === code);
  const progress = progressOf(scans, row.shippedAt);
  const arrivedAt =
    progress.at.delivered ?? (row.status === "delivered" && scans.length === 0 ? row.deliveredAt : null);
  const days = { promisedFrom: promised.deliverFrom, promisedBy: promised.deliverBy };
  const expected = expectedWords({
    ...days,
    expectedOn: label?.estimatedAt ? day(label.estimatedAt) : null,
    today: day(ctx.now),
  });
  const cause = scans.findLast((scan) => scan.state === "exception");
  const kept = arrivedAt
    ? keptWords({
        ...days,
        arrivedOn: day(arrivedAt),
        cause: cause ? { reason: scanReason(code, cause), place: cause.place } : null,
        leftLate: row.shippedAt !== null && row.shippedAt > row.shipBy,
      })
    : null;
  const iso = Object.entries(progress.at).map(([step, at]) => [step, at.toISOString()] as const);
  return {
    key,
    carrier: label ? (port?.name ?? code.toUpperCase()) : null,
    trackingNumber: label?.trackingNumber ?? null,
    trackingUrl: label?.trackingNumber ? (port?.trackingUrl(label.trackingNumber) ?? null) : null,
    items,
    progress: {
      ...progress,
      ...(arrivedAt ? { reached: "delivered" as const } : {}),
      at: { ...Object.fromEntries(iso), ...(arrivedAt ? { delivered: arrivedAt.toISOString() } : {}) },
    },
    promise: kept
      ? { mood: kept.kept === false ? "bad" : kept.kept ? "good" : "plain", words: kept.words }
      : progress.turned || !expected
        ? null
        : { mood: expected.late ? "bad" : "plain", words: expected.words },
    trouble: kept
      ? null
      : troubleOf({
          carrier: code,
          turned: progress.turned,
          latest: scans.at(-1) ?? null,
          late: expected?.late ?? false,
          silent,
        }),
    scans: plainScans(code, scans)
      .map((scan) => ({ words: scan.plain, place: townOf(scan.place), at: scan.at.toISOString() }))
      .reverse(),
    timeZone,
  };
}

/** The same thing from two shelves is one thing in a parcel. */
function together(items: readonly Item[]): Item[] {
  const sums = new Map<string, Item>();
  for (const { title, variantTitle, quantity } of items) {
    const name = `${title}\n${variantTitle}`;
    sums.set(name, { title, variantTitle, quantity: quantity + (sums.get(name)?.quantity ?? 0) });
  }
  return [...sums.values()];
}

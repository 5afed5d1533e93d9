import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type parcel, shipmentIssue, type trackingScan } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { actorName, type Reader, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id, newId } from "@/server/kernel/id";
import { bySystem, issueChanges, type ParcelFacts, wantedIssues } from "./issue";
import type { ParcelState } from "./parcel-state";
import { scanReason } from "./plain-words";
import type { ShipmentIssueKind } from "./shipment";

type ParcelRow = typeof parcel.$inferSelect;
type ScanRow = typeof trackingScan.$inferSelect;
export type About = {
  orderId: Id<"order">;
  orderNumber: string;
  shipmentId: Id<"shipment">;
  shipmentNumber: string;
};
export type Patience = { timeZone: string; silentAfterDays: number };

export type TrackedParcel = { row: ParcelRow; scans: readonly ScanRow[]; now: ParcelState };

/**
 * Opens and closes what a person should look at, as it follows from what is known of each parcel. The shipment must be
 * locked. Each that is opened is told once, however often the carrier repeats itself.
 */
export async function settleIssues(
  tx: TxCtx,
  about: About,
  sent: { shippedAt: Date; deliverBy: string | null },
  parcels: readonly TrackedParcel[],
  patience: Patience,
): Promise<void> {
  if (parcels.length === 0) return;
  const ids = parcels.map(({ row }) => row.id);
  const known = await tx.db.select().from(shipmentIssue).where(inArray(shipmentIssue.parcelId, ids));
  for (const box of parcels) {
    const facts: ParcelFacts = {
      carrier: box.row.carrier,
      ...box.now,
      ...sent,
      estimatedAt: box.row.estimatedAt,
      latest: box.scans.filter((scan) => scan.state === box.now.state).at(-1) ?? null,
    };
    const own = known.filter((issue) => issue.parcelId === box.row.id);
    const when = { now: tx.now, ...patience };
    for (const change of issueChanges(wantedIssues(facts, when), own, facts, when)) {
      if (change.do === "open") await open(tx, about, box, change.kind, change.detail, facts);
      else
        await tx.db
          .update(shipmentIssue)
          .set(
            change.do === "close"
              ? { closedAt: tx.now, closedBy: bySystem, note: change.note }
              : { detail: change.detail },
          )
          .where(eq(shipmentIssue.id, asId<"shipmentIssue">(change.id)));
    }
  }
}

export type IssueRow = typeof shipmentIssue.$inferSelect;

export async function findIssue({ db }: Pick<Reader, "db">, id: string): Promise<IssueRow> {
  const [row] = await db.select().from(shipmentIssue).where(sql`${shipmentIssue.id}::text = ${id}`);
  if (!row) throw new DomainError("not_found", "There is no such problem. It may have settled itself.");
  return row;
}

/** A person has dealt with these; those that are closed already stay as they are. The shipment must be locked. */
export async function closeIssues(
  tx: TxCtx,
  order: { id: Id<"order">; number: string },
  { id, number }: { id: Id<"shipment">; number: string },
  ids: readonly Id<"shipmentIssue">[],
  note: string,
): Promise<void> {
  if (ids.length === 0) return;
  const closed = await tx.db
    .update(shipmentIssue)
    .set({ closedAt: tx.now, closedBy: actorName(tx.actor), note })
    .where(and(inArray(shipmentIssue.id, [...ids]), isNull(shipmentIssue.closedAt)))
    .returning({ kind: shipmentIssue.kind });
  for (const { kind } of closed)
    await record(
      tx,
      fact("ShipmentIssueClosed", {
        orderId: order.id,
        orderNumber: order.number,
        shipmentId: id,
        shipmentNumber: number,
        kind,
        note,
      }),
    );
}

async function open(
  tx: TxCtx,
  about: About,
  { row }: TrackedParcel,
  kind: ShipmentIssueKind,
  detail: string,
  facts: ParcelFacts,
): Promise<void> {
  await tx.db.insert(shipmentIssue).values({
    id: newId<"shipmentIssue">(),
    orderId: about.orderId,
    shipmentId: about.shipmentId,
    parcelId: row.id,
    kind,
    detail,
    openedAt: tx.now,
  });
  const told = { ...about, trackingNumber: row.trackingNumber ?? "", description: detail };
  switch (kind) {
    case "exception": {
      const reason = facts.latest ? scanReason(row.carrier, facts.latest) : "other";
      await record(tx, fact("ShipmentException", { ...told, reason }));
      return;
    }
    case "delayed":
      await record(tx, fact("ShipmentDelayed", { ...told, kind: "late" }));
      return;
    case "silent":
      await record(tx, fact("ShipmentDelayed", { ...told, kind: "silent" }));
      return;
    case "returned":
      await record(tx, fact("ShipmentReturned", told));
  }
}

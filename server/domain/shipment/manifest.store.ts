import { and, eq, isNull, sql } from "drizzle-orm";
import { manifest, parcel } from "@/db/schema";
import type { TxCtx } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";

/**
 * The open manifest of a place and a carrier, kept open until this transaction ends; a new one where there is none. Many may
 * ship at once: only whoever closes it waits for them.
 */
export async function openManifest(
  tx: TxCtx,
  locationId: Id<"location">,
  carrier: string,
): Promise<Id<"manifest">> {
  for (;;) {
    const [open] = await tx.db
      .select({ id: manifest.id })
      .from(manifest)
      .where(
        and(eq(manifest.locationId, locationId), eq(manifest.carrier, carrier), isNull(manifest.closedAt)),
      )
      .for("share");
    if (open) return open.id;
    // Two who find none at once: the second waits for the first one's, and takes it in the next round.
    await tx.db
      .insert(manifest)
      .values({
        id: newId<"manifest">(),
        number: sql`'MF-' || nextval('manifest_number')`,
        locationId,
        carrier,
        openedAt: tx.now,
      })
      .onConflictDoNothing();
  }
}

/** A manifest by its number, locked: nothing is added to it until this transaction ends. */
export async function lockManifest(tx: TxCtx, number: string) {
  const [row] = await tx.db.select().from(manifest).where(eq(manifest.number, number)).for("update");
  return row;
}

export async function parcelsOn(tx: TxCtx, manifestId: Id<"manifest">): Promise<number> {
  const [row] = await tx.db
    .select({ parcels: sql<number>`count(*)::int` })
    .from(parcel)
    .where(eq(parcel.manifestId, manifestId));
  return row?.parcels ?? 0;
}

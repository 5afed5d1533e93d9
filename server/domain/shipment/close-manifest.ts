import { eq } from "drizzle-orm";
import { location, manifest } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { actorName, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { lockManifest, parcelsOn } from "./manifest.store";

/** The van leaves with what is on the list; what ships from now on goes on the next one. Closing again is quiet. */
export function closeManifest(ctx: Ctx, number: string): Promise<{ manifest: string; parcels: number }> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockManifest(tx, number);
    if (!row) throw new DomainError("not_found", `There is no manifest ${number}.`, { manifest: number });
    const parcels = await parcelsOn(tx, row.id);
    if (row.closedAt) return { manifest: number, parcels };
    const [place] = await tx.db.select().from(location).where(eq(location.id, row.locationId));
    await tx.db
      .update(manifest)
      .set({ closedAt: tx.now, closedBy: actorName(tx.actor) })
      .where(eq(manifest.id, row.id));
    await record(
      tx,
      fact("ManifestClosed", {
        manifest: number,
        location: place?.code ?? "",
        carrier: row.carrier,
        parcels,
      }),
    );
    return { manifest: number, parcels };
  });
}

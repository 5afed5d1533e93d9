import { eq, sql } from "drizzle-orm";
import { location } from "@/db/schema";
import { forgetReferenceData } from "@/server/domain/settings/reference-data";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { lockPlace } from "./place.store";

/**
 * Closes a place: no new order is sent from it. What it has been given stays there until it is sent or re-routed. The
 * last open place stays open, or the shop could sell nothing. Closing a closed one is quiet.
 */
export function closePlace(ctx: Ctx, code: string): Promise<void> {
  return setOpen(ctx, code, false);
}

/** Has a place send orders again. */
export function openPlace(ctx: Ctx, code: string): Promise<void> {
  return setOpen(ctx, code, true);
}

async function setOpen(ctx: Ctx, code: string, open: boolean): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    // Two people who close the last two places at once: the second sees what the first has done.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('places'))`);
    const place = await lockPlace(tx, code);
    if (place.active === open) return;
    if (!open) {
      const others = await tx.db
        .select({ code: location.code })
        .from(location)
        .where(sql`${location.active} and ${location.id} <> ${place.id}`)
        .limit(1);
      if (others.length === 0)
        throw new DomainError(
          "invalid_transition",
          `${place.name} is the only place that is open. Open another one first, or nothing can be ordered.`,
          { code },
        );
    }
    await tx.db.update(location).set({ active: open }).where(eq(location.id, place.id));
    await record(
      tx,
      fact("PlaceChanged", {
        location: code,
        changes: [{ field: "active", from: place.active, to: open }],
      }),
    );
  });
  forgetReferenceData(ctx.db);
}

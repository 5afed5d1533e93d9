import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { findPlace, findVariant } from "../inventory/stock.store";
import { releaseDraft } from "./release-draft";
import { restock } from "./restock";

export type Replenished = {
  /** Whether anything was written or ordered. */
  changed: boolean;
  reason: string;
};

/** Puts what a place is short of on a purchase order, and orders that when it may be done unasked. */
export async function replenish(
  ctx: Ctx,
  variantId: Id<"variant">,
  locationId: Id<"location">,
): Promise<Replenished> {
  const { outcome, draft, reason } = await restock(ctx, variantId, locationId);
  if (!draft) return { changed: false, reason };
  const released = await releaseDraft(ctx, draft.id);
  return {
    changed: outcome === "added" || released.outcome === "ordered",
    reason: released.outcome === "nothing" ? reason : `${reason} ${released.reason}`,
  };
}

/** The same when a manager asks for it; refused with the figures when nothing is to be done. */
export async function replenishByHand(ctx: Ctx, sku: string, place: string): Promise<Replenished> {
  const shelf = await inTransaction(ctx, async (tx) => ({
    variantId: await findVariant(tx, sku),
    locationId: await findPlace(tx, place),
  }));
  const done = await replenish(ctx, shelf.variantId, shelf.locationId);
  if (!done.changed) throw new DomainError("invalid_input", done.reason);
  return done;
}

import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { findPlace, findVariant } from "../inventory/stock.store";
import { releaseDraft } from "./release-draft";
import { restock } from "./restock";
import { uncovered } from "./restock.queries";

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

/**
 * Everything that is low, can be ordered and has nothing on its way. All of it is written down first, so that one supplier
 * gets one order for a place.
 */
export async function replenishAll(ctx: Ctx): Promise<void> {
  const drafts = new Set<Id<"purchaseOrder">>();
  for (const { variantId, locationId } of await uncovered(ctx, 500)) {
    const { draft } = await restock(ctx, variantId, locationId);
    if (draft) drafts.add(draft.id);
  }
  if (drafts.size === 0)
    throw new DomainError("invalid_input", "There is nothing that could be ordered by itself.");
  for (const id of drafts) await releaseDraft(ctx, id);
}

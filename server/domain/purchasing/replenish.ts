import type { Ctx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
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

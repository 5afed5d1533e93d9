import { releaseDraft } from "@/server/domain/purchasing/release-draft";
import { restock } from "@/server/domain/purchasing/restock";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "create-purchase-order-when-stock-is-low",
  when: "InventoryLevelLow",
  rule: "When stock falls below its reorder point, put what is missing on a purchase order, and order it when that may be done unasked.",
  async then(ctx, { variantId, locationId }) {
    const { outcome, draft, reason } = await restock(ctx, asId(variantId), asId(locationId));
    if (!draft) return { outcome: "nothing_to_do", reason };
    const released = await releaseDraft(ctx, draft.id);
    return {
      outcome: outcome === "added" || released.outcome === "ordered" ? "done" : "nothing_to_do",
      reason: released.outcome === "nothing" ? reason : `${reason} ${released.reason}`,
      command: "Restock",
    };
  },
});

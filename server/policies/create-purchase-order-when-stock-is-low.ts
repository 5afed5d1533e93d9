import { replenish } from "@/server/domain/purchasing/replenish";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "create-purchase-order-when-stock-is-low",
  when: "InventoryLevelLow",
  rule: "When stock falls below its reorder point, put what is missing on a purchase order, and order it when that may be done unasked.",
  async then(ctx, { variantId, locationId }) {
    const { changed, reason } = await replenish(ctx, asId(variantId), asId(locationId));
    return changed ? { outcome: "done", reason, command: "Replenish" } : { outcome: "nothing_to_do", reason };
  },
});

import { variantName } from "@/server/domain/catalogue/catalogue.queries";
import { mailManagers } from "@/server/domain/notification/mail-managers";
import { replenishmentOf } from "@/server/domain/purchasing/restock.queries";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "notify-managers-when-stock-is-low",
  when: "InventoryLevelLow",
  rule: "When stock falls below its reorder point, tell the managers, and what is being done about it.",
  async then(ctx, { variantId, locationId, sku, location, available, reorderPoint }) {
    // The purchase order may be written before or after this mail: it tells what is there, and else what will be.
    const { incoming, supplier, order } = await replenishmentOf(ctx, asId(variantId), asId(locationId));
    const reached = await mailManagers(ctx, "low-stock-notice", null, {
      sku,
      title: await variantName(ctx, sku),
      place: location,
      available,
      reorderPoint,
      incoming,
      stockUrl: ctx.links.admin(`/inventory/${encodeURIComponent(sku)}`),
      supplier,
      purchaseOrder: order && {
        number: order.number,
        url: ctx.links.admin(`/purchasing/orders/${order.number}`),
        state: order.status !== "draft" ? "ordered" : order.asked ? "needs_approval" : "draft",
      },
    });
    return { outcome: "done", reason: `Told ${reached.join(", ")}.`, command: "SendNotification" };
  },
});

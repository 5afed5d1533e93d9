import { variantName } from "@/server/domain/catalogue/catalogue.queries";
import { mailManagers } from "@/server/domain/notification/mail-managers";
import { policy } from "./policy";

export default policy({
  id: "notify-managers-when-stock-is-low",
  when: "InventoryLevelLow",
  rule: "When stock falls below its reorder point, tell the managers.",
  async then(ctx, { sku, location, available, reorderPoint }) {
    const reached = await mailManagers(ctx, "low-stock-notice", null, {
      sku,
      title: await variantName(ctx, sku),
      place: location,
      available,
      reorderPoint,
      incoming: 0,
      stockUrl: ctx.links.admin(`/inventory/${encodeURIComponent(sku)}`),
    });
    return { outcome: "done", reason: `Told ${reached.join(", ")}.`, command: "SendNotification" };
  },
});

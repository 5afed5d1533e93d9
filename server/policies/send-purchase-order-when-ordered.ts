import { mailPurchaseOrder } from "@/server/documents/purchase-order-mail";
import { purchaseOrderSent } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "send-purchase-order-when-ordered",
  when: "PurchaseOrderOrdered",
  rule: "When a purchase order is ordered, send it to its supplier.",
  async then(ctx, { purchaseOrderId, purchaseOrderNumber }) {
    return purchaseOrderSent(
      await mailPurchaseOrder(ctx, purchaseOrderId, { again: false }),
      purchaseOrderNumber,
    );
  },
});

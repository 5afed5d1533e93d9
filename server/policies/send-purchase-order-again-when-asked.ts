import { mailPurchaseOrder } from "@/server/documents/purchase-order-mail";
import { purchaseOrderSent } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "send-purchase-order-again-when-asked",
  when: "PurchaseOrderSendAsked",
  rule: "When somebody asks for it, send a purchase order to its supplier once more.",
  async then(ctx, { purchaseOrderId, purchaseOrderNumber }) {
    return purchaseOrderSent(
      await mailPurchaseOrder(ctx, purchaseOrderId, { again: true }),
      purchaseOrderNumber,
    );
  },
});

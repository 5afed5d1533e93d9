import { voidLabels } from "@/server/domain/shipment/void-labels";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "void-labels-when-order-cancelled",
  when: "OrderCancelled",
  rule: "When an order is cancelled, give back the labels that were bought for it.",
  async then(ctx, { orderId }) {
    const voided = await voidLabels(ctx, asId(orderId));
    return voided.length > 0
      ? { outcome: "done", reason: `Voided ${voided.join(", ")}.`, command: "VoidLabels" }
      : { outcome: "nothing_to_do", reason: "No label had been bought." };
  },
});

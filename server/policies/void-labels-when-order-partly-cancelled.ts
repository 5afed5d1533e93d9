import { voidLabels } from "@/server/domain/shipment/void-labels";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "void-labels-when-order-partly-cancelled",
  when: "OrderPartlyCancelled",
  rule: "When a part of an order is cancelled, give back the labels of parcels that will not be sent.",
  async then(ctx, { orderId }) {
    const voided = await voidLabels(ctx, asId(orderId));
    return voided.length > 0
      ? { outcome: "done", reason: `Voided ${voided.join(", ")}.`, command: "VoidLabels" }
      : { outcome: "nothing_to_do", reason: "No label had been bought for what was cancelled." };
  },
});

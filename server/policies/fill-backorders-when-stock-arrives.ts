import { fillBackorders } from "@/server/domain/shipment/fill-backorders";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "fill-backorders-when-stock-arrives",
  when: "InventoryReceived",
  rule: "When stock comes in, give it first to paid orders that wait for it, the longest wait first.",
  async then(ctx, { variantId, sku, quantity }) {
    const { orders, units } =
      quantity > 0 ? await fillBackorders(ctx, { variantId: asId(variantId) }) : { orders: 0, units: 0 };
    if (units === 0) return { outcome: "nothing_to_do", reason: `No order waits for ${sku}.` };
    return {
      outcome: "done",
      reason: `Gave ${units} of ${sku} to ${orders === 1 ? "1 order" : `${orders} orders`} that waited.`,
      command: "FillBackorders",
    };
  },
});

import { fillBackorders } from "@/server/domain/shipment/fill-backorders";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-backorders",
  rule: "Every minute, give units that were counted, moved or released to paid orders that wait for them.",
  async then(ctx) {
    const { orders, units } = await fillBackorders(ctx);
    return {
      found: units,
      reason: `Gave ${units} ${units === 1 ? "unit" : "units"} to ${orders} ${orders === 1 ? "order" : "orders"} that waited.`,
    };
  },
});

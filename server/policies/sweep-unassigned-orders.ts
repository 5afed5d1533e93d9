import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { unassigned } from "@/server/domain/shipment/shipment.store";
import { after, minutes } from "@/server/kernel/clock";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-unassigned-orders",
  rule: "Every minute, assign paid orders that no fulfilment centre has got yet.",
  async then(ctx) {
    const waiting = await unassigned(ctx, after(ctx.now, -minutes(5)), 100);
    for (const { id } of waiting) await assignShipments(ctx, id);
    return { found: waiting.length, reason: `Assigned ${waiting.length}.` };
  },
});

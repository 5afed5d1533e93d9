import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { unassigned } from "@/server/domain/shipment/shipment.store";
import { after, minutes } from "@/server/kernel/clock";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-unassigned-orders",
  rule: "Every minute, assign paid orders that no fulfilment centre has got yet.",
  async then(ctx) {
    const waiting = await unassigned(ctx, after(ctx.now, -minutes(5)), 100);
    const assigned = await each(
      waiting,
      async ({ id }) => (await assignShipments(ctx, id)).shipments.length > 0,
    );
    return { found: assigned, reason: `Assigned ${assigned} of ${waiting.length}.` };
  },
});

import { subscribeToParcel, unfollowedParcels } from "@/server/domain/shipment/subscribe-to-parcels";
import { DomainError } from "@/server/kernel/errors";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-subscriptions",
  rule: "Every hour, ask carriers to go on reporting about parcels that they will soon stop reporting on, or never did.",
  cron: "7 * * * *",
  async then(ctx) {
    const down = new Set<string>();
    const found = await each(await unfollowedParcels(ctx, 500), async (box) => {
      if (down.has(box.carrier)) return false;
      try {
        return await subscribeToParcel(ctx, box);
      } catch (error) {
        // One that can't be reached keeps no other carrier's parcels waiting.
        if (!(error instanceof DomainError) || error.kind !== "provider_unavailable") throw error;
        down.add(box.carrier);
        return false;
      }
    });
    return { found, reason: `Asked about ${found} parcels again.` };
  },
});

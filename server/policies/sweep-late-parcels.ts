import { followAgain } from "@/server/domain/shipment/follow-again";
import { lateShipments } from "@/server/domain/shipment/late-parcels";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-late-parcels",
  rule: "Every ten minutes, put parcels on the list of problems that are late or that nothing is heard of.",
  cron: "*/10 * * * *",
  async then(ctx) {
    const found = await each(await lateShipments(ctx, 200), async ({ id }) => {
      await followAgain(ctx, id);
      return true;
    });
    return { found, reason: `Found late or silent parcels in ${found} shipments.` };
  },
});

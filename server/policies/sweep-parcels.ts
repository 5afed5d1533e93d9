import { pollParcels } from "@/server/domain/shipment/poll-parcels";
import { duePolls } from "@/server/domain/shipment/shipment.store";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-parcels",
  rule: "Every minute, ask carriers about parcels whose news is due, since a push can get lost.",
  async then(ctx) {
    let news = 0;
    await each(await duePolls(ctx, 50), async ({ id }) => {
      for (const tracked of await pollParcels(ctx, id)) news += tracked.news;
      return true;
    });
    return { found: news, reason: `Found ${news} new scans.` };
  },
});

import { askAbout, putOffPolls } from "@/server/domain/shipment/poll-parcels";
import { duePolls } from "@/server/domain/shipment/shipment.store";
import { each } from "./each";
import { sweep } from "./policy";

/** So many parcels without an answer, and a carrier is taken for down until the next sweep. */
const patience = 2;

export default sweep({
  id: "sweep-parcels",
  rule: "Every minute, ask carriers about parcels whose news is due, since a push can get lost.",
  async then(ctx) {
    let news = 0;
    const silent = new Map<string, number>();
    const down = new Set<string>();
    await each(await duePolls(ctx, 100), async ({ id }) => {
      const polled = await askAbout(ctx, id, down);
      for (const tracked of polled.tracked) news += tracked.news;
      for (const carrier of polled.silent) {
        silent.set(carrier, (silent.get(carrier) ?? 0) + 1);
        if (silent.get(carrier) === patience) down.add(carrier);
      }
      return true;
    });
    await putOffPolls(ctx, [...down]);
    const unreached = down.size > 0 ? ` No answer from ${[...down].join(" and ")}.` : "";
    return { found: news + down.size, reason: `Found ${news} new scans.${unreached}` };
  },
});

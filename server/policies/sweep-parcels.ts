import { pollParcels } from "@/server/domain/shipment/poll-parcels";
import { duePolls } from "@/server/domain/shipment/shipment.store";
import { DomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-parcels",
  rule: "Every minute, ask carriers about parcels whose news is due, since a push can get lost.",
  async then(ctx) {
    let news = 0;
    for (const { id, number } of await duePolls(ctx, 50)) {
      try {
        for (const tracked of await pollParcels(ctx, id)) news += tracked.news;
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        log.warn({ shipment: number, kind: error.kind }, "carrier not asked");
      }
    }
    return { found: news, reason: `Found ${news} new scans.` };
  },
});

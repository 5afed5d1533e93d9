import { openDisputes } from "@/server/domain/payment/dispute.store";
import { noteDispute } from "@/server/domain/payment/note-dispute";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-open-disputes",
  rule: "Every hour, ask the provider where open disputes stand: their webhooks may be lost.",
  cron: "17 * * * *",
  async then(ctx) {
    const open = await openDisputes(ctx, 200);
    const news = await each(
      open,
      async ({ provider, ref }) => (await noteDispute(ctx, provider, ref)).news !== null,
    );
    return { found: news, reason: `Heard news of ${news} of ${open.length} open disputes.` };
  },
});

import { processWebhook, unfinishedWebhooks } from "@/server/domain/payment/accept-webhook";
import { after, minutes } from "@/server/kernel/clock";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-webhook-inbox",
  rule: "Every minute, take up notifications that were kept but not yet acted on.",
  async then(ctx) {
    const open = await unfinishedWebhooks(ctx, after(ctx.now, -minutes(0.5)), 100);
    const done = await each(open, async ({ id }) => (await processWebhook(ctx, id)) === "processed");
    return { found: done, reason: `Processed ${done} of ${open.length} kept notifications.` };
  },
});

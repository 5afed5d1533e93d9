import { processWebhook, unfinishedWebhooks } from "@/server/domain/payment/accept-webhook";
import { after, minutes } from "@/server/kernel/clock";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-webhook-inbox",
  rule: "Every minute, take up notifications that were kept but not yet acted on.",
  async then(ctx) {
    const open = await unfinishedWebhooks(ctx, after(ctx.now, -minutes(0.5)), 100);
    let done = 0;
    for (const { id } of open) if ((await processWebhook(ctx, id)) === "processed") done += 1;
    return { found: done, reason: `Processed ${done} of ${open.length} kept notifications.` };
  },
});

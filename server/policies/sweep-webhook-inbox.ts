import { unfinishedWebhooks } from "@/server/domain/webhook/inbox.store";
import { processKept, triedAgain } from "@/server/domain/webhook/process-again";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-webhook-inbox",
  rule: "Every minute, take up notifications that were kept but not yet acted on, with growing pauses.",
  async then(ctx) {
    // Side by side by vendor: one that answers slowly keeps no other's waiting.
    const counts = await Promise.all(
      triedAgain.map(async (vendor) => {
        const open = await unfinishedWebhooks(ctx, 50, [vendor]);
        const act = async ({ id }: (typeof open)[number]) =>
          (await processKept(ctx, id)).verdict === "processed";
        const done = await each(open, act, 40_000);
        return { done, of: open.length };
      }),
    );
    const done = counts.reduce((sum, one) => sum + one.done, 0);
    const open = counts.reduce((sum, one) => sum + one.of, 0);
    return { found: done, reason: `Processed ${done} of ${open} kept notifications.` };
  },
});

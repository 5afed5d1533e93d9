import { and, asc, inArray, lt } from "drizzle-orm";
import { refund } from "@/db/schema";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import { after, minutes } from "@/server/kernel/clock";
import { DomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-refunds",
  rule: "Every five minutes, ask again about refunds that were requested or submitted and not finished.",
  cron: "*/5 * * * *",
  async then(ctx) {
    const open = await ctx.db
      .select({ id: refund.id })
      .from(refund)
      .where(and(inArray(refund.status, ["requested", "submitted"]), lt(refund.changedAt, after(ctx.now, -minutes(2)))))
      .orderBy(asc(refund.changedAt))
      .limit(50);
    let done = 0;
    for (const { id } of open) {
      try {
        if ((await submitRefund(ctx, id)) === "succeeded") done += 1;
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        log.warn({ refund: id, kind: error.kind }, "refund still open");
      }
    }
    return { found: done, reason: `Finished ${done} of ${open.length} open refunds.` };
  },
});

import { and, asc, eq, inArray, lt, lte, or } from "drizzle-orm";
import { refund } from "@/db/schema";
import { retryRefund } from "@/server/domain/payment/retry-refund";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import { after, minutes } from "@/server/kernel/clock";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-refunds",
  rule: "Every five minutes, ask again about refunds that are not finished, and send those again that failed and are due.",
  cron: "*/5 * * * *",
  async then(ctx) {
    const open = await ctx.db
      .select({ id: refund.id, status: refund.status })
      .from(refund)
      .where(
        or(
          and(
            inArray(refund.status, ["requested", "submitted"]),
            lt(refund.changedAt, after(ctx.now, -minutes(2))),
          ),
          and(eq(refund.status, "failed"), lte(refund.nextTryAt, ctx.now)),
        ),
      )
      .orderBy(asc(refund.changedAt))
      .limit(50);
    const done = await each(open, async ({ id, status }) => {
      const send = status === "failed" ? retryRefund : submitRefund;
      return (await send(ctx, id)) === "succeeded";
    });
    return { found: done, reason: `Finished ${done} of ${open.length} open refunds.` };
  },
});

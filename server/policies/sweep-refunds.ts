import { and, asc, inArray, lt } from "drizzle-orm";
import { refund } from "@/db/schema";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import { after, minutes } from "@/server/kernel/clock";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-refunds",
  rule: "Every five minutes, ask again about refunds that were requested or submitted and not finished.",
  cron: "*/5 * * * *",
  async then(ctx) {
    const open = await ctx.db
      .select({ id: refund.id })
      .from(refund)
      .where(
        and(
          inArray(refund.status, ["requested", "submitted"]),
          lt(refund.changedAt, after(ctx.now, -minutes(2))),
        ),
      )
      .orderBy(asc(refund.changedAt))
      .limit(50);
    const done = await each(open, async ({ id }) => (await submitRefund(ctx, id)) === "succeeded");
    return { found: done, reason: `Finished ${done} of ${open.length} open refunds.` };
  },
});

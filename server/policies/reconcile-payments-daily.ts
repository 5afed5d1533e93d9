import { reconcileDueDays } from "@/server/domain/reconciliation/reconcile-due-days";
import { sweep } from "./policy";

export default sweep({
  id: "reconcile-payments-daily",
  rule: "Every day, compare what we took and gave back with the provider’s own list; days that were missed are caught up.",
  cron: "20 * * * *",
  async then(ctx) {
    const { compared, differences, failed } = await reconcileDueDays(ctx);
    const days = `${compared} ${compared === 1 ? "day" : "days"}`;
    const found = differences === 1 ? "1 difference" : `${differences} differences`;
    const rest = failed.length > 0 ? ` No answer from ${failed.join(" and ")}.` : "";
    return { found: compared + failed.length, reason: `Compared ${days} and found ${found}.${rest}` };
  },
});

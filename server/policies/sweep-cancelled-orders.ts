import { closePayments } from "@/server/domain/payment/close-payments";
import { unclosed } from "@/server/domain/payment/payment.store";
import { after, minutes } from "@/server/kernel/clock";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-cancelled-orders",
  rule: "Every five minutes, close payments of cancelled orders that are still open, and ask back money that was not.",
  cron: "*/5 * * * *",
  async then(ctx) {
    const open = await unclosed(ctx, after(ctx.now, -minutes(5)), 100);
    const closed = await each(open, async ({ id }) => {
      const { voided, refundsRequested } = await closePayments(ctx, id);
      return voided + refundsRequested > 0;
    });
    return { found: closed, reason: `Closed the payments of ${closed} of ${open.length} cancelled orders.` };
  },
});

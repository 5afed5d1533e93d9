import { withoutFee } from "@/server/domain/payment/payment.store";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { after, days, minutes } from "@/server/kernel/clock";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-payment-fees",
  rule: "Every hour, ask what the provider kept of payments whose fee was not told with the money.",
  cron: "37 * * * *",
  async then(ctx) {
    const between = { from: after(ctx.now, -days(7)), to: after(ctx.now, -minutes(5)) };
    const unknown = await withoutFee(ctx, between, 200);
    const told = await each(unknown, async ({ id }) => (await settlePayment(ctx, id)).outcome === "note_fee");
    return { found: told, reason: `Wrote down ${told} of ${unknown.length} fees that were missing.` };
  },
});

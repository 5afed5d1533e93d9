import { standingStill } from "@/server/domain/payment/payment.store";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { after, minutes } from "@/server/kernel/clock";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-standing-payments",
  rule: "Every minute, ask the provider about payments that stand still: a webhook may be lost, a capture half done.",
  async then(ctx) {
    const still = await standingStill(ctx, after(ctx.now, -minutes(1)), 100);
    const moved = await each(still, async ({ id }) => (await settlePayment(ctx, id)).outcome !== "nothing");
    return { found: moved, reason: `Settled ${moved} of ${still.length} payments that stood still.` };
  },
});

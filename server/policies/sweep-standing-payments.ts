import { settlePayment } from "@/server/domain/payment/settle-payment";
import { standingStill } from "@/server/domain/payment/payment.store";
import { DomainError } from "@/server/kernel/errors";
import { after, minutes } from "@/server/kernel/clock";
import { log } from "@/server/kernel/log";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-standing-payments",
  rule: "Every minute, ask the provider about payments that stand still: a webhook may be lost, a capture half done.",
  async then(ctx) {
    const still = await standingStill(ctx, after(ctx.now, -minutes(1)), 100);
    let moved = 0;
    for (const { id } of still) {
      try {
        if ((await settlePayment(ctx, id)).outcome !== "nothing") moved += 1;
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        log.warn({ payment: id, kind: error.kind }, "payment still not settled");
      }
    }
    return { found: moved, reason: `Settled ${moved} of ${still.length} payments that stood still.` };
  },
});

import { giveUpLostLabels, ordersWithStrayLabels, voidLabels } from "@/server/domain/shipment/void-labels";
import { after, minutes } from "@/server/kernel/clock";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-labels",
  rule: "Every five minutes, give back labels of cancelled shipments, and give up those whose answer a crash has lost.",
  cron: "*/5 * * * *",
  async then(ctx) {
    const lost = await giveUpLostLabels(ctx, after(ctx.now, -minutes(2)));
    const voided = await each(
      await ordersWithStrayLabels(ctx, 50),
      async ({ id }) => (await voidLabels(ctx, id)).length > 0,
    );
    return {
      found: lost + voided,
      reason: `Voided the labels of ${voided} orders and gave up ${lost} lost ones.`,
    };
  },
});

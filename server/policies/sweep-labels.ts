import { dueLostLabels, findLostLabel, loseUnheardLabels } from "@/server/domain/shipment/find-lost-labels";
import { ordersWithStrayLabels, voidLabels } from "@/server/domain/shipment/void-labels";
import { after, minutes } from "@/server/kernel/clock";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-labels",
  rule: "Every minute, look for labels whose answer was lost, and give back those and the ones of cancelled shipments.",
  cron: "* * * * *",
  async then(ctx) {
    const lost = await loseUnheardLabels(ctx, after(ctx.now, -minutes(2)));
    const settled = await each(await dueLostLabels(ctx, 50), ({ id }) => findLostLabel(ctx, id));
    const voided = await each(
      await ordersWithStrayLabels(ctx, 50),
      async ({ id }) => (await voidLabels(ctx, id)).length > 0,
    );
    return {
      found: lost + settled + voided,
      reason: `Lost ${lost} labels, settled ${settled} lost ones, and voided those of ${voided} cancelled orders.`,
    };
  },
});

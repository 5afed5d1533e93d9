import { backInStock, tellWhoWaits } from "@/server/domain/stock-request/tell-who-waits";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-stock-requests",
  rule: "Every five minutes, write to those who wait for what came back by a cancelled order, a count or a transfer.",
  cron: "*/5 * * * *",
  async then(ctx) {
    const found = await each(await backInStock(ctx), async ({ id }) => (await tellWhoWaits(ctx, id)) > 0);
    return { found, reason: `Told those who waited for ${found} ${found === 1 ? "variant" : "variants"}.` };
  },
});

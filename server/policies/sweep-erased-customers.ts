import { eraseOrder, overdueErasures } from "@/server/domain/account/erase-orders";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-erased-customers",
  rule: "Every hour, take people who deleted their account out of their orders that are over by now.",
  cron: "17 * * * *",
  async then(ctx) {
    const found = await each(await overdueErasures(ctx), ({ id }) => eraseOrder(ctx, id));
    return { found, reason: `Took erased customers out of ${found} ${found === 1 ? "order" : "orders"}.` };
  },
});

import { and, asc, eq, lte } from "drizzle-orm";
import { orders } from "@/db/schema";
import { timeOutOrder } from "@/server/domain/order/time-out-order";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-overdue-orders",
  rule: "Every minute, cancel orders whose deadline passed without their timer.",
  async then(ctx) {
    const overdue = await ctx.db
      .select({ id: orders.id })
      .from(orders)
      .where(and(eq(orders.status, "pending"), lte(orders.paymentDueAt, ctx.now)))
      .orderBy(asc(orders.paymentDueAt))
      .limit(200);
    const cancelled = await each(overdue, async ({ id }) => (await timeOutOrder(ctx, id)) === "cancel");
    return { found: cancelled, reason: `Cancelled ${cancelled} of ${overdue.length} overdue.` };
  },
});

import { and, asc, eq, lte, sql } from "drizzle-orm";
import { orders, payment } from "@/db/schema";
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
      .where(
        and(
          eq(orders.status, "pending"),
          lte(orders.paymentDueAt, ctx.now),
          // What banks work on for days would stand at the front of every run.
          sql`not exists (select 1 from ${payment} where ${payment.orderId} = ${orders.id} and ${payment.status} = 'processing')`,
        ),
      )
      .orderBy(asc(orders.paymentDueAt))
      .limit(200);
    const cancelled = await each(overdue, async ({ id }) => (await timeOutOrder(ctx, id)) === "cancel");
    return { found: cancelled, reason: `Cancelled ${cancelled} of ${overdue.length} overdue.` };
  },
});

import { eq } from "drizzle-orm";
import { refund } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { PaidBack } from "./refund-of";

/** Refunds with this cause are for units that their lines count as cancelled. */
export const partCancelled = "part-cancelled:";

/** What has gone back of an order by its refunds, units that were cancelled not counted. */
export async function paidBackOf({ db }: Pick<Reader, "db">, orderId: Id<"order">): Promise<PaidBack> {
  const rows = await db
    .select({ causeKey: refund.causeKey, lines: refund.lines, shippingAmount: refund.shippingAmount })
    .from(refund)
    .where(eq(refund.orderId, orderId));
  const units = new Map<string, number>();
  for (const { causeKey, lines } of rows)
    if (!causeKey.startsWith(partCancelled))
      for (const { orderLineId, quantity } of lines)
        units.set(orderLineId, (units.get(orderLineId) ?? 0) + quantity);
  return { units, carriage: rows.reduce((sum, row) => sum + row.shippingAmount, 0) };
}

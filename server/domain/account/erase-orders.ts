import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { erasedName } from "./erasure";
import { eraseFromOrder, lockOrderRow, ordersToErase } from "./erasure.store";

/** Takes erased people out of one order that is over; done before, it changes nothing. */
export const eraseOrder = (ctx: Ctx, id: Id<"order">): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const order = await lockOrderRow(tx, id);
    if (!order || order.customerName === erasedName) return false;
    // Looked at once more now that it is locked: a refund may have begun meanwhile.
    const due = await ordersToErase(tx, { customerId: order.customerId, orderId: id });
    if (due.length === 0) return false;
    await eraseFromOrder(tx, order);
    return true;
  });

/** Orders of erased people that have come to an end; `of` narrows it to one of them. */
export const overdueErasures = async (
  ctx: Ctx,
  of: Id<"customer"> | null = null,
): Promise<{ id: Id<"order"> }[]> => (await ordersToErase(ctx, { customerId: of })).map((id) => ({ id }));

import type { OrderRow } from "@/server/domain/order/order.store";
import { paidBackOf } from "@/server/domain/order/paid-back.store";
import { linesOf } from "@/server/domain/order/part-cancellation.store";
import { goneOf, refundOf } from "@/server/domain/order/refund-of";
import { lockMoney, refundable } from "@/server/domain/payment/refundable";
import { requestRefund } from "@/server/domain/payment/request-refund";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";

type GoneUnits = { orderLineId: string; good: number; damaged: number };

/**
 * Writes what goes back for units of a parcel that the customer never got: their exact share of what was paid, and the
 * carriage, once an order, when that is wanted. The order must be locked; locks its payment. The same parcel asks once.
 * Null when nothing is left to give back.
 */
export async function refundParcel(
  tx: TxCtx,
  order: OrderRow,
  parcelId: Id<"parcel">,
  request: { units: readonly GoneUnits[]; cameBack: boolean; carriage: boolean; reason: string },
): Promise<Id<"refund"> | null> {
  const paid = await lockMoney(tx, order.id);
  if (!paid) return null;
  const lines = await linesOf(tx, order.id);
  const before = await paidBackOf(tx, order.id);
  const given = lines.flatMap((line) => {
    // What was given back by hand before is not given back again.
    let open = line.quantity - goneOf(line, before);
    return request.units
      .filter((one) => one.orderLineId === line.id)
      .flatMap(({ good, damaged }) => [
        { quantity: good, goods: request.cameBack ? ("restock" as const) : ("none" as const) },
        { quantity: damaged, goods: request.cameBack ? ("damaged" as const) : ("none" as const) },
      ])
      .map(({ quantity, goods }) => {
        const units = Math.min(open, quantity);
        open -= units;
        return { orderLineId: line.id, quantity: units, goods };
      });
  });
  const { left } = await refundable(tx, paid);
  const { amount, ...parts } = refundOf(order, lines, given, before, { shipping: request.carriage, left });
  if (amount <= 0) return null;
  return requestRefund(tx, paid, order.number, {
    amount,
    reason: request.reason,
    causeKey: `parcel:${parcelId}`,
    lines: parts.lines,
    shippingAmount: parts.shippingAmount,
  });
}

import { and, eq, sql } from "drizzle-orm";
import { event, payment, refund } from "@/db/schema";
import type { OrderRow } from "@/server/domain/order/order.store";
import { linesOf, partCancellationsOf } from "@/server/domain/order/part-cancellation.store";
import { carriageOf, refundShare } from "@/server/domain/order/refund-share";
import { requestRefund } from "@/server/domain/payment/request-refund";
import type { Payload } from "@/server/events/events";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";

export type GoneUnits = { orderLineId: string; quantity: number };

/**
 * Writes what goes back for units of a parcel that the customer never got: their exact share of what was paid, and the
 * carriage, once an order, when that is wanted. The order must be locked; locks its payment. The same parcel asks once.
 * Null when nothing is left to give back.
 */
export async function refundParcel(
  tx: TxCtx,
  order: OrderRow,
  parcelId: Id<"parcel">,
  request: { units: readonly GoneUnits[]; carriage: boolean; reason: string },
): Promise<Id<"refund"> | null> {
  const [paid] = await tx.db
    .select()
    .from(payment)
    .where(and(eq(payment.orderId, order.id), eq(payment.status, "captured")))
    .for("update");
  if (!paid) return null;
  const lines = await linesOf(tx, order.id);
  const before = await goneBefore(tx, order.id, parcelId);
  const goods = lines.reduce((sum, line) => {
    const quantity = unitsOf(request.units, line.id);
    const earlier = line.cancelledQuantity + unitsOf(before.units, line.id);
    return sum + refundShare(line, earlier, quantity, order.pricesIncludeTax);
  }, 0);
  const carriage = request.carriage && !before.carriage ? carriageOf(order, lines) : 0;
  const amount = Math.min(paid.capturedAmount - paid.refundedAmount, goods + carriage);
  if (amount <= 0) return null;
  return requestRefund(tx, paid, order.number, {
    amount,
    reason: request.reason,
    causeKey: `${carriage > 0 ? withCarriage : ""}parcel:${parcelId}`,
  });
}

const withCarriage = "carriage+";

/** What was given back for other parcels of an order, by the issues that were settled with it. */
async function goneBefore(
  tx: TxCtx,
  orderId: Id<"order">,
  parcelId: Id<"parcel">,
): Promise<{ units: GoneUnits[]; carriage: boolean }> {
  const facts = await tx.db
    .select({ payload: event.payload })
    .from(event)
    .where(and(eq(event.orderId, orderId), eq(event.name, "ParcelSettled")));
  const [carriage] = await tx.db
    .select({ id: refund.id })
    .from(refund)
    .where(and(eq(refund.orderId, orderId), sql`${refund.causeKey} like ${`${withCarriage}%`}`));
  return {
    units: facts
      .map(({ payload }) => payload as Payload<"ParcelSettled">)
      .filter((settled) => settled.parcelId !== parcelId && settled.refundId !== undefined)
      .flatMap((settled) => settled.units),
    carriage: carriage !== undefined || (await partCancellationsOf(tx, orderId)).some((one) => one.carriage),
  };
}

const unitsOf = (units: readonly GoneUnits[], orderLineId: string): number =>
  units.reduce((sum, one) => (one.orderLineId === orderLineId ? sum + one.quantity : sum), 0);

import { and, eq, inArray, sql } from "drizzle-orm";
import { orderLine, shipment } from "@/db/schema";
import { takeOffSale } from "@/server/domain/inventory/expired-units";
import { noteLevels } from "@/server/domain/inventory/note-levels";
import { moveHeldUnits } from "@/server/domain/inventory/reservation.store";
import type { PaymentRow } from "@/server/domain/payment/payment.store";
import { refundable } from "@/server/domain/payment/refundable";
import { requestRefund } from "@/server/domain/payment/request-refund";
import { closeBackorder, openBackorders } from "@/server/domain/shipment/backorder.store";
import { progressOf, type ShipmentRow } from "@/server/domain/shipment/shipment.store";
import { takeOut } from "@/server/domain/shipment/take-out";
import { fact, record } from "@/server/events/outbox";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import { endOrder } from "./cancel-order";
import type { CancelReason } from "./order";
import { type OrderRow, saveStatus } from "./order.store";
import { paidBackOf, partCancelled } from "./paid-back.store";
import { type Taken, unitsByLine, unitsIn } from "./part-cancellation";
import { linesOf, partCancellationsOf } from "./part-cancellation.store";
import { refundOf } from "./refund-of";

export type PartRequest = {
  reason: CancelReason;
  note?: string | undefined;
  refundShipping?: boolean | undefined;
  key: string;
};

export type PartlyCancelled = {
  /** `order_cancelled`: nothing had left and nothing was left, so the whole order has ended. */
  outcome: "partly_cancelled" | "order_cancelled";
  status: OrderRow["status"];
  refund: { amount: number; currency: string };
};

/** The open shipments of an order, locked in the order of their ids. */
export const lockOpenShipments = (tx: TxCtx, orderId: Id<"order">): Promise<ShipmentRow[]> =>
  tx.db
    .select()
    .from(shipment)
    .where(
      and(
        eq(shipment.orderId, orderId),
        inArray(shipment.status, ["assigned", "picking", "packed", "labelled"]),
      ),
    )
    .orderBy(shipment.id)
    .for("update");

/** A repeated press of the same button: what it came to the first time. */
export async function cancelledBefore(
  tx: TxCtx,
  order: OrderRow,
  key: string,
): Promise<PartlyCancelled | null> {
  if (order.status === "cancelled")
    return { outcome: "order_cancelled", status: "cancelled", refund: money(0, order.currency) };
  const before = await partCancellationsOf(tx, order.id);
  const known = before.find((one) => one.key === key);
  return known ? { outcome: "partly_cancelled", status: order.status, refund: known.refund } : null;
}

/**
 * Cancels chosen units of an order: stock, parcels and backorders give way, and the refund is written in the same
 * transaction. When nothing had left and nothing would be left, the whole order ends instead. The caller has locked the
 * order, its money and its open shipments.
 */
export async function cancelPart(
  tx: TxCtx,
  order: OrderRow,
  locked: { paid: PaymentRow | null; shipments: readonly ShipmentRow[] },
  taken: readonly Taken[],
  nothingLeft: boolean,
  request: PartRequest,
): Promise<PartlyCancelled> {
  const { paid } = locked;
  const left = paid ? (await refundable(tx, paid)).left : 0;
  if (nothingLeft && order.status === "paid") {
    await endOrder(tx, order, { from: "committed", wasPaid: true }, request);
    return { outcome: "order_cancelled", status: "cancelled", refund: money(left, order.currency) };
  }
  const lines = await linesOf(tx, order.id);
  const units = unitsByLine(lines, taken);
  const { amount, ...parts } = refundOf(order, lines, units, await paidBackOf(tx, order.id), {
    shipping: request.refundShipping ?? false,
    left,
  });
  const refundId =
    paid && amount > 0
      ? await requestRefund(tx, paid, order.number, {
          amount,
          reason: `A part of order ${order.number} was cancelled.`,
          causeKey: `${partCancelled}${order.id}:${request.key}`,
          lines: parts.lines,
          shippingAmount: parts.shippingAmount,
        })
      : null;
  await giveBackBackorders(tx, order.id, taken);
  await takeFromParcels(tx, order, locked.shipments, taken);
  const released = await moveHeldUnits(tx, "release", "committed", {
    orderId: order.id,
    parts: heldParts(taken),
  });
  const levelIds = released.map((unit) => unit.levelId);
  await takeOffSale(tx, { levelIds });
  for (const { orderLineId, quantity } of units)
    await tx.db
      .update(orderLine)
      .set({ cancelledQuantity: sql`${orderLine.cancelledQuantity} + ${quantity}` })
      .where(eq(orderLine.id, orderLineId));

  const about = { orderId: order.id, orderNumber: order.number };
  const refund = money(amount, order.currency);
  const status = await standingAfter(tx, order, nothingLeft);
  await record(
    tx,
    fact("OrderPartlyCancelled", {
      ...about,
      units: units.map(({ sku, quantity }) => ({ sku, quantity })),
      reason: request.reason,
      ...(request.note ? { note: request.note } : {}),
      refund,
      ...(refundId ? { refundId } : {}),
      carriage: parts.shippingAmount > 0,
      complete: nothingLeft,
      key: request.key,
    }),
  );
  if (released.length > 0)
    await record(
      tx,
      fact("InventoryReleased", {
        ...about,
        units: released.map(({ sku, location, quantity }) => ({ sku, location, quantity })),
      }),
    );
  if (status === "delivered") await record(tx, fact("OrderDelivered", about));
  await noteLevels(tx, levelIds);
  return { outcome: "partly_cancelled", status, refund };
}

/** With its last open part gone, what is left of an order has left already, or has even arrived. */
async function standingAfter(tx: TxCtx, order: OrderRow, nothingLeft: boolean): Promise<OrderRow["status"]> {
  if (!nothingLeft) return order.status;
  await saveStatus(tx, order, "shipped");
  const { total, delivered } = await progressOf(tx, order.id);
  if (delivered < total) return "shipped";
  await saveStatus(tx, { ...order, status: "shipped" }, "delivered");
  return "delivered";
}

async function giveBackBackorders(tx: TxCtx, orderId: Id<"order">, taken: readonly Taken[]) {
  const rows = await openBackorders(tx, orderId);
  for (const { units, quantity } of taken) {
    const row = "backorderId" in units && rows.find((one) => one.id === units.backorderId);
    if (row) await closeBackorder(tx, row, quantity, "cancelled");
  }
}

async function takeFromParcels(
  tx: TxCtx,
  order: OrderRow,
  shipments: readonly ShipmentRow[],
  taken: readonly Taken[],
) {
  for (const row of shipments) {
    const parts = heldParts(taken.filter(({ units }) => "levelId" in units && units.shipment?.id === row.id));
    if (unitsIn(parts) > 0) await takeOut(tx, order, row, parts);
  }
}

const heldParts = (taken: readonly Taken[]) =>
  taken.flatMap(({ units, quantity }) =>
    "levelId" in units ? [{ orderLineId: units.orderLineId, levelId: units.levelId, quantity }] : [],
  );

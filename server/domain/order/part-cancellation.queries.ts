import { sql } from "drizzle-orm";
import { readMoney, refundable } from "@/server/domain/payment/refundable";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";
import { refusal } from "./cancel-units";
import { assertPartCancellable } from "./order";
import { readOrder } from "./order.store";
import { paidBackOf } from "./paid-back.store";
import { chooseUnits, unitsByLine, unitsIn } from "./part-cancellation";
import { linesOf, openUnitsOf } from "./part-cancellation.store";
import { carriageLeft, refundOf } from "./refund-of";

export type CancellationPreview = {
  refund: Money;
  /** What was paid for carriage and has not gone back; null when there is nothing to give back or it goes anyway. */
  carriage: Money | null;
  /** Nothing has left and nothing would be left: the whole order ends, and all of its money goes back. */
  whole: boolean;
};

/** What cancelling these units would give back: the same decisions as the command's, without its locks. */
export async function previewCancellation(
  reader: Pick<Reader, "db">,
  orderId: Id<"order">,
  wanted: { lines: readonly { orderLineId: string; quantity: number }[]; refundShipping: boolean },
): Promise<CancellationPreview> {
  const [order, lines, open, before, left] = await Promise.all([
    readOrder(reader, orderId),
    linesOf(reader, orderId),
    openUnitsOf(reader, orderId),
    paidBackOf(reader, orderId),
    moneyLeft(reader, orderId),
  ]);
  assertPartCancellable(order);
  const choice = chooseUnits(wanted.lines, open);
  if (!choice.ok) throw refusal(choice, order.number, lines);
  const whole = choice.nothingLeft && order.status === "paid";
  const { amount } = refundOf(order, lines, unitsByLine(lines, choice.taken), before, {
    shipping: wanted.refundShipping,
    left,
  });
  const carriage = carriageLeft(order, lines, before);
  return {
    refund: money(whole ? left : amount, order.currency),
    carriage: whole || carriage === 0 ? null : money(carriage, order.currency),
    whole,
  };
}

async function moneyLeft(reader: Pick<Reader, "db">, orderId: Id<"order">): Promise<number> {
  const paid = await readMoney(reader, orderId);
  return paid ? (await refundable(reader, paid)).left : 0;
}

/** Where the units of a line are: each of those bought is in one of these. */
export type LineUnits = {
  cancelled: number;
  backordered: number;
  shipped: number;
  /** Still to be sent, what is on backorder not counted. */
  toSend: number;
};

/** Of a paid order, by line. */
export async function unitsOfLines(
  reader: Pick<Reader, "db">,
  orderId: Id<"order">,
): Promise<Map<string, LineUnits>> {
  const [lines, open, sent] = await Promise.all([
    linesOf(reader, orderId),
    openUnitsOf(reader, orderId),
    reader.db.execute<{ id: string; units: number }>(sql`
      select x.order_line_id as id, sum(x.quantity)::int as units
        from shipment s join shipment_line x on x.shipment_id = s.id
       where s.order_id = ${orderId} and s.status in ('shipped', 'delivered') group by 1`),
  ]);
  return new Map(
    lines.map(({ id, cancelledQuantity }) => {
      const own = open.filter((units) => units.orderLineId === id);
      return [
        id,
        {
          cancelled: cancelledQuantity,
          backordered: unitsIn(own.filter((units) => "backorderId" in units)),
          shipped: sent.rows.find((row) => row.id === id)?.units ?? 0,
          toSend: unitsIn(own.filter((units) => "levelId" in units)),
        },
      ];
    }),
  );
}

import { sql } from "drizzle-orm";
import type { OrderPartlyCancelledProps } from "@/emails/order-partly-cancelled";
import type { CustomerProps, EmailItem } from "@/emails/props";
import type { OrderRow } from "@/server/domain/order/order.store";
import { linesOf } from "@/server/domain/order/part-cancellation.store";
import { paymentsOf } from "@/server/domain/payment/payment.store";
import type { Payload } from "@/server/events/events";
import type { Reader } from "@/server/kernel/ctx";

/** What will not come of an order, what still will, and the money that goes back. */
export async function partlyCancelledForMail(
  reader: Pick<Reader, "db">,
  order: OrderRow,
  { units, reason, refund, carriage }: Payload<"OrderPartlyCancelled">,
): Promise<Omit<OrderPartlyCancelledProps, keyof CustomerProps>> {
  const [lines, sent, payments] = await Promise.all([
    linesOf(reader, order.id),
    sentUnits(reader, order),
    paymentsOf(reader, order.id),
  ]);
  const named = (sku: string, quantity: number): EmailItem[] => {
    const line = lines.find((one) => one.sku === sku);
    if (!line || quantity <= 0) return [];
    return [{ title: line.title, quantity, ...(line.variantTitle ? { variant: line.variantTitle } : {}) }];
  };
  const paid = payments.find((row) => row.status === "captured");
  return {
    reason,
    cancelled: units.flatMap((unit) => named(unit.sku, unit.quantity)),
    toCome: lines.flatMap((line) =>
      named(line.sku, line.quantity - line.cancelledQuantity - (sent.get(line.id) ?? 0)),
    ),
    refund,
    withCarriage: carriage,
    ...(paid ? { paidWith: paid.provider } : {}),
  };
}

async function sentUnits({ db }: Pick<Reader, "db">, order: OrderRow): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ id: string; units: number }>(sql`
    select x.order_line_id as id, sum(x.quantity)::int as units
      from shipment s join shipment_line x on x.shipment_id = s.id
     where s.order_id = ${order.id} and s.status in ('shipped', 'delivered') group by 1`);
  return new Map(rows.map((row) => [row.id, row.units]));
}

import { and, asc, eq, sql } from "drizzle-orm";
import { event, orderLine } from "@/db/schema";
import type { Payload } from "@/server/events/events";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { OpenStatus } from "../shipment/shipment";
import type { OpenUnits } from "./part-cancellation";

type Row = {
  orderLineId: string;
  quantity: number;
  picked: number;
  backorderId: string | null;
  levelId: number | null;
  shipmentId: string | null;
  number: string | null;
  status: OpenStatus | null;
};

/** What of a paid order has not left: on backorder, in a parcel, or waiting to be given to one. Oldest backorder first. */
export async function openUnitsOf({ db }: Pick<Reader, "db">, orderId: Id<"order">): Promise<OpenUnits[]> {
  const { rows } = await db.execute<Row>(sql`
    with parts as (
      select sl.order_line_id, sl.stock_level_id, sl.quantity, sl.picked, s.id, s.number, s.status
        from shipment s join shipment_line sl on sl.shipment_id = s.id
       where s.order_id = ${orderId} and s.status in ('assigned', 'picking', 'packed', 'labelled')
    )
    select b.order_line_id as "orderLineId", b.quantity, 0 as picked, b.id as "backorderId", null::int as "levelId",
           null::uuid as "shipmentId", null as number, null::shipment_status as status, b.opened_at as since
      from backorder b where b.order_id = ${orderId} and b.closed_at is null
    union all
    select p.order_line_id, p.quantity, p.picked, null, p.stock_level_id::int, p.id, p.number, p.status, null from parts p
    union all
    select r.order_line_id, r.quantity - coalesce(x.units, 0)::int, 0, null, r.stock_level_id::int, null, null, null, null
      from reservation r
      left join (select order_line_id, stock_level_id, sum(quantity) as units from parts group by 1, 2) x
        on x.order_line_id = r.order_line_id and x.stock_level_id = r.stock_level_id
     where r.order_id = ${orderId} and r.status = 'committed' and r.quantity > coalesce(x.units, 0)
     order by since nulls last, 1, number`);
  return rows.map(
    ({ orderLineId, quantity, picked, backorderId, levelId, shipmentId, number, status }): OpenUnits => {
      const units = { orderLineId, quantity, picked };
      if (backorderId !== null) return { ...units, backorderId };
      if (levelId === null) throw new Error("Open units stand nowhere.");
      const parcel = shipmentId && number && status ? { id: shipmentId, number, status } : null;
      return { ...units, levelId, shipment: parcel };
    },
  );
}

export const linesOf = ({ db }: Pick<Reader, "db">, orderId: Id<"order">) =>
  db.select().from(orderLine).where(eq(orderLine.orderId, orderId)).orderBy(asc(orderLine.position));

/** What was cancelled of an order so far, by the events that say so. */
export async function partCancellationsOf(
  { db }: Pick<Reader, "db">,
  orderId: Id<"order">,
): Promise<Payload<"OrderPartlyCancelled">[]> {
  const rows = await db
    .select({ payload: event.payload })
    .from(event)
    .where(and(eq(event.orderId, orderId), eq(event.name, "OrderPartlyCancelled")));
  return rows.map((row) => row.payload as Payload<"OrderPartlyCancelled">);
}

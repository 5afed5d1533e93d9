import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { linesOf } from "./part-cancellation.store";

/** The lines of an order with how many units of each have left. */
export async function sentLinesOf(reader: Pick<Reader, "db">, orderId: Id<"order">) {
  const [lines, sent] = await Promise.all([
    linesOf(reader, orderId),
    reader.db.execute<{ id: string; units: number }>(sql`
      select x.order_line_id as id, sum(x.quantity)::int as units
        from shipment s join shipment_line x on x.shipment_id = s.id
       where s.order_id = ${orderId} and s.status in ('shipped', 'delivered') group by 1`),
  ]);
  return lines.map((line) => ({ ...line, sent: sent.rows.find((row) => row.id === line.id)?.units ?? 0 }));
}

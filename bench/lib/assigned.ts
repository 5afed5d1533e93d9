import type { Db } from "@/db/client";
import { pause } from "./stubborn";

/** Waits until every order has its shipments, which a policy sees to by itself. Gives the seconds it took. */
export async function assigned(db: Db, orders: readonly string[]): Promise<number> {
  const start = performance.now();
  for (;;) {
    const { rows } = await db.$client.query<{ n: string }>(
      "select count(distinct o.id) as n from orders o join shipment s on s.order_id = o.id where o.number = any($1)",
      [orders],
    );
    const seconds = (performance.now() - start) / 1000;
    if (Number(rows[0]?.n) === orders.length) return seconds;
    if (seconds > 300) throw new Error("Some orders were not assigned in five minutes.");
    await pause(250);
  }
}

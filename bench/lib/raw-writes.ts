import { randomUUID } from "node:crypto";
import { v7 } from "uuid";
import { openDatabase } from "@/db/client";
import { placeOrder } from "@/server/domain/order/place-order.store";
import type { Answer } from "./contract";
import { address } from "./shop";

/** The writes of an order of two lines without anything around them: the same statement over one pool. */
export async function rawWrites(databaseUrl: string, skus: readonly string[], concurrency: number) {
  const db = openDatabase(databaseUrl, { max: Math.min(concurrency, 20) });
  const { rows } = await db.$client.query<{ sku: string; variant: string; level: number }>(
    `select v.sku, v.id as variant, s.id::int as level from variant v join stock_level s on s.variant_id = v.id
       join location l on l.id = s.location_id and l.code = 'EAST' where v.sku = any($1) and s.lot_id is null`,
    [skus],
  );
  const { rows: customers } = await db.$client.query<{ id: string }>("select id from customer limit 1");
  const prefix = `raw-${randomUUID()}`;

  return {
    async order(i: number): Promise<Answer> {
      const start = performance.now();
      const lines = [rows[i % rows.length], rows[(i * 7 + 3) % rows.length]].filter(
        (row) => row !== undefined,
      );
      const distinct = [...new Map(lines.map((line) => [line.sku, line])).values()];
      const order = orderRow(customers[0]?.id ?? "", `${prefix}-${i}-${Math.random()}`, distinct.length);
      const orderLines = distinct.map((line, n) => lineRow(order.id, line, n + 1));
      const placed = await placeOrder(db, {
        take: distinct.map((line) => ({ levelId: line.level, quantity: 1 })),
        newCustomer: null,
        order,
        lines: orderLines,
        reservations: distinct.map((line, n) => ({
          order_line_id: orderLines[n]?.id,
          stock_level_id: line.level,
          order_id: order.id,
          quantity: 1,
          status: "reserved",
        })),
        events: ["BenchOrderCreated", "BenchInventoryReserved"].map((name) => eventRow(order.id, name)),
        actor: "system:bench",
        at: new Date(),
      });
      return { ok: placed !== null, status: 200, ms: performance.now() - start, kind: null, data: null };
    },
    /** Takes the rows out again, so that a proof after the benchmark is about real orders only. */
    async undo(): Promise<void> {
      const mine = "select id from orders where idempotency_key like $1";
      const like = [`${prefix}%`];
      await db.$client.query(
        `update stock_level s set available = s.available + r.n, reserved = s.reserved - r.n
           from (select stock_level_id, sum(quantity)::int n from reservation where order_id in (${mine}) group by 1) r
          where s.id = r.stock_level_id`,
        like,
      );
      for (const table of ["reservation", "stock_movement", "order_line", "event"])
        await db.$client.query(`delete from ${table} where order_id in (${mine})`, like);
      await db.$client.query("delete from orders where idempotency_key like $1", like);
    },
    close: () => db.$client.end(),
  };
}

const orderRow = (customer: string, key: string, units: number) => ({
  id: v7(),
  customer_id: customer,
  email: "raw@bench.test",
  customer_name: "Bench Buyer",
  status: "pending",
  currency: "USD",
  items_amount: 1000 * units,
  discount_amount: 0,
  shipping_amount: 0,
  tax_amount: 0,
  total_amount: 1000 * units,
  prices_include_tax: false,
  shipping_address: address,
  shipping_method: "standard",
  shipping_title: "Standard",
  routing: { reason: "Albany holds everything and is nearest (199 km).", places: [] },
  idempotency_key: key,
  request_hash: key,
  payment_due_at: new Date(Date.now() + 3_600_000),
  created_at: new Date(),
});

const lineRow = (order: string, line: { sku: string; variant: string }, position: number) => ({
  id: v7(),
  order_id: order,
  position,
  variant_id: line.variant,
  sku: line.sku,
  title: "Something to measure",
  variant_title: "",
  quantity: 1,
  unit_amount: 1000,
  discount_amount: 0,
  tax_amount: 0,
  tax_rate_ppm: 0,
  tax_category: "standard",
  weight_grams: 100,
});

/** Names that no policy listens to: what follows an order is not part of what is measured here. */
const eventRow = (order: string, name: string) => ({
  id: v7(),
  name,
  aggregate: "order",
  aggregate_id: order,
  order_id: order,
  payload: { orderId: order, total: { amount: 1000, currency: "USD" }, units: [] },
  actor: "system:bench",
  occurred_at: new Date(),
});

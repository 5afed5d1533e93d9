import { openDatabase } from "@/db/client";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { createOrder } from "@/server/domain/order/create-order";
import { createOrderSchema } from "@/server/domain/order/order.schema";
import { orderOf } from "./shop";

/** Counts the statements that one order sends, by placing it in this process through a counting pool. */
export async function roundTripsPerOrder(databaseUrl: string, skus: readonly string[]): Promise<number> {
  const db = openDatabase(databaseUrl, { max: 1 });
  const ctx = {
    db,
    now: new Date(),
    actor: { kind: "system", name: "bench" },
    cause: null,
    nudge: () => {},
  } as const;
  const order = (n: number) => createOrderSchema.parse(orderOf(`round-trips-${Date.now()}-${n}`, skus, 0));
  // The first one also reads the tables of taxes and rates, which are kept for some seconds.
  const first = await createOrder(ctx, order(1));

  const client = await db.$client.connect();
  let statements = 0;
  const query = client.query.bind(client);
  client.query = ((...args: Parameters<typeof query>) => {
    statements += 1;
    return query(...args);
  }) as typeof client.query;
  client.release();
  const second = await createOrder(ctx, order(2));
  const counted = statements;
  for (const { id } of [first, second]) await cancelOrder(ctx, id, { reason: "staff", note: "benchmark" });
  await db.$client.end();
  return counted;
}

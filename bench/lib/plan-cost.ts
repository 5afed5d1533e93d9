import type pg from "pg";
import type { Db } from "@/db/client";
import { round } from "./measure";

type Asked = { text: string; values: unknown[] };

/** What the planner expects the statements of `ask` to cost in all. Listens at the pool, so that it is the same text. */
export async function planCosts(db: Db, ask: () => Promise<unknown>): Promise<number> {
  const pool = db.$client;
  const asked: Asked[] = [];
  const query = pool.query.bind(pool);
  const listen = (config: pg.QueryConfig, values?: unknown[]) => {
    asked.push({ text: config.text, values: values ?? config.values ?? [] });
    return query(config, values ?? config.values ?? []);
  };
  Object.assign(pool, { query: listen });
  try {
    await ask();
  } finally {
    Object.assign(pool, { query });
  }
  let cost = 0;
  for (const { text, values } of asked) {
    const { rows } = await query<{ "QUERY PLAN": { Plan: { "Total Cost": number } }[] }>(
      `explain (format json) ${text}`,
      values,
    );
    cost += rows[0]?.["QUERY PLAN"][0]?.Plan["Total Cost"] ?? 0;
  }
  return round(cost);
}

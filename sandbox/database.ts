import pg from "pg";
import { log } from "@/server/kernel/log";

/** The sandbox's pool: unqualified names are tables of the schema `sandbox`. It outlives restarts of the server. */
export function openPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options: "-c search_path=sandbox",
    max: 12,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on("error", (error) => log.warn({ error: error.message }, "sandbox: a database connection broke"));
  // The same for one that is taken and between two statements: whoever holds it hears of it at the next.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Creates schema and tables that are missing. Waits up to a minute for a server that is not there yet. */
export async function createTables(pool: pg.Pool, tables: readonly string[]): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      return await create(pool, tables);
    } catch (error) {
      if (Date.now() > until || !isAway(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function create(pool: pg.Pool, tables: readonly string[]): Promise<void> {
  const client = await pool.connect();
  try {
    // One transaction under a lock: two sandboxes that start together would both create.
    await client.query(
      "begin; select pg_advisory_xact_lock(hashtext('sandbox tables')); create schema if not exists sandbox",
    );
    for (const statements of tables) await client.query(statements);
    await client.query("commit");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Whether the server is not reachable, still starting or stopping, rather than a statement being wrong. */
function isAway(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return (
    /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|57P0|08)/.test(code) ||
    (error instanceof Error && /terminated/.test(error.message))
  );
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

/** Any fixed number: two processes that migrate one database take turns. */
const lockKey = 7_401_552_901;

export const migrationsFolder = join(import.meta.dirname, "migrations");

/** Brings the database at `url` up to date. Does nothing when it is; safe to call from several processes at once. */
export async function migrate(url: string): Promise<void> {
  // A checkout whose schema has not been generated yet has nothing to apply.
  if (!existsSync(join(migrationsFolder, "meta", "_journal.json"))) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await applyMigrations(drizzle(client), { migrationsFolder });
  } finally {
    // Ends the session, and with it the lock.
    await client.end();
  }
}

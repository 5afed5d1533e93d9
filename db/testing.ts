import { randomBytes } from "node:crypto";
import pg from "pg";

export type TestDatabase = { url: string; pool: pg.Pool; drop(): Promise<void> };

/** A database of its own for one test file, with the app's tables and no rows. */
export function testDatabase(): Promise<TestDatabase> {
  return createDatabase(setUp("HOLDFAST_TEST_TEMPLATE"));
}

/** A database of its own for one test file, with nothing in it. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase("template0");
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const server = setUp("HOLDFAST_TEST_SERVER");
  const name = `${setUp("HOLDFAST_TEST_PREFIX")}${randomBytes(6).toString("hex")}`;
  await statement(server, `create database ${name} template ${template}`);
  const url = withDatabase(server, name);
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // Dropping the database ends idle connections of anyone who still holds one; that is no error of the test.
  pool.on("error", () => undefined);
  let dropped = false;
  return {
    url,
    pool,
    async drop() {
      if (dropped) return;
      dropped = true;
      await pool.end();
      await statement(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** The same server's address with another database. */
export function withDatabase(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.toString();
}

async function statement(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function setUp(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(
      `${name} is not set: tests with a database run under vitest, whose global set-up makes one.`,
    );
  return value;
}

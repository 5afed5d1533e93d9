import { afterAll, expect, test } from "vitest";
import { emptyDatabase, testDatabase } from "./testing";

const made = await Promise.all([testDatabase(), testDatabase(), emptyDatabase()]);
const [first, second, empty] = made;
afterAll(() => Promise.all(made.map((database) => database.drop())));

test("every test file has a database of its own", async () => {
  await first.pool.query("create table only_here (id int)");
  await expect(second.pool.query("select * from only_here")).rejects.toThrow("does not exist");
});

test("an empty database has no tables", async () => {
  const { rows } = await empty.pool.query(
    "select 1 from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  expect(rows).toEqual([]);
});

test("a dropped database is gone, and dropping twice is harmless", async () => {
  await second.drop();
  await second.drop();
  const { rows } = await first.pool.query("select 1 from pg_database where datname = $1", [
    new URL(second.url).pathname.slice(1),
  ]);
  expect(rows).toEqual([]);
});

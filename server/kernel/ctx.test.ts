import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { type Ctx, inTransaction, type TxCtx } from "./ctx";

let database: TestDatabase;
let ctx: Ctx;
beforeAll(async () => {
  database = await testDatabase();
  const db = openDatabase(database.url, { max: 4 });
  ctx = { db, now: new Date(), actor: { kind: "system", name: "test" }, cause: null, nudge: () => undefined };
  await db.execute(sql`create table pair (id int primary key, touched int not null default 0)`);
  await db.execute(sql`insert into pair (id) values (1), (2)`);
});
afterAll(async () => {
  await ctx.db.$client.end();
  await database.drop();
});

const touch = (tx: TxCtx, id: number) =>
  tx.db.execute(sql`update pair set touched = touched + 1 where id = ${id}`);

it("what PostgreSQL ends to free another is run again, once and whole", async () => {
  let runs = 0;
  let arrived = 0;
  let open: () => void = () => undefined;
  const bothHoldOne = new Promise<void>((resolve) => {
    open = resolve;
  });
  const crossing = (first: number, second: number) =>
    inTransaction(ctx, async (tx) => {
      runs += 1;
      await touch(tx, first);
      arrived += 1;
      if (arrived === 2) open();
      await bothHoldOne;
      await touch(tx, second);
    });
  await Promise.all([crossing(1, 2), crossing(2, 1)]);
  expect(runs).toBe(3);
  const { rows } = await ctx.db.execute(sql`select id, touched from pair order by id`);
  expect(rows).toEqual([
    { id: 1, touched: 2 },
    { id: 2, touched: 2 },
  ]);
});

it("a refusal is not tried again", async () => {
  let runs = 0;
  const refused = inTransaction(ctx, async (tx) => {
    runs += 1;
    await touch(tx, 1);
    throw new Error("no");
  });
  await expect(refused).rejects.toThrow("no");
  expect(runs).toBe(1);
});

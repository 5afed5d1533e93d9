import { verify } from "@node-rs/argon2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../testing";
import { products } from "./catalogue";
import { seed } from "./seed";

const now = new Date("2026-05-01T12:00:00Z");
const made: TestDatabase[] = await Promise.all([testDatabase(), testDatabase(), testDatabase()]);
const [demo, bare, taken] = made as [TestDatabase, TestDatabase, TestDatabase];
afterAll(() => Promise.all(made.map((database) => database.drop())));

const rows = async <Row extends object>(sql: string): Promise<Row[]> =>
  (await demo.pool.query<Row>(sql)).rows;
const count = async (table: string, database = demo): Promise<number> =>
  (await database.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? -1;

describe("the demo shop", () => {
  let answers: { seeded: boolean }[];
  beforeAll(async () => {
    answers = await Promise.all([seed(demo.url, { now }), seed(demo.url, { now })]);
  });

  test("is filled once, also by two processes that start together", async () => {
    expect(answers.map((one) => one.seeded).sort()).toEqual([false, true]);
    expect(await seed(demo.url, { now })).toEqual({ seeded: false });
    expect(await count("product")).toBe(products.length);
    expect(await count("variant")).toBe(products.flatMap((one) => one.variants).length);
  });

  test("has in every bucket what its ledger adds up to, and its goods came from a supplier", async () => {
    const wrong = await rows(
      `select l.id, l.available, sum(m.quantity) from stock_level l left join stock_movement m on m.stock_level_id = l.id
       group by l.id having l.available <> coalesce(sum(m.quantity), 0) or l.on_hand <> l.available`,
    );
    expect(wrong).toEqual([]);
    const kinds = await rows("select distinct kind, from_place, to_place, actor from stock_movement");
    expect(kinds).toEqual([
      { kind: "receive", from_place: "supplier", to_place: "available", actor: "seed" },
    ]);
  });

  test("holds as many units at each place as its catalogue says", async () => {
    const expected = { EAST: 0, WEST: 0 };
    for (const { stock, lots } of products.flatMap((one) => one.variants))
      for (const place of ["EAST", "WEST"] as const)
        expected[place] +=
          (stock[place] ?? 0) + lots.reduce((units, lot) => units + (lot.stock[place] ?? 0), 0);
    const held = await rows<{ code: "EAST" | "WEST"; units: number }>(
      "select code, sum(on_hand)::int as units from stock_level l join location p on p.id = l.location_id group by code",
    );
    expect(Object.fromEntries(held.map(({ code, units }) => [code, units]))).toEqual(expected);
    expect(expected.EAST).toBeGreaterThan(0);
    expect(expected.WEST).toBeGreaterThan(0);
  });

  test("counts the days of its lots from the day it is filled", async () => {
    const rye = products.find((one) => one.slug === "rye-loaf")?.variants[0];
    const lots = await rows<{ code: string; days: number }>(
      `select lot.code, (extract(epoch from expires_at - '${now.toISOString()}') / 86400)::int as days
       from lot join variant v on v.id = lot.variant_id where v.sku = '${rye?.sku}' order by lot.code`,
    );
    expect(lots).toEqual(rye?.lots.map(({ code, expiresInDays }) => ({ code, days: expiresInDays })));
    expect(lots.length).toBeGreaterThan(1);
  });

  test("lets someone of each role sign in, with passwords hashed as argon2id", async () => {
    const people = await rows<{
      email: string;
      role: string;
      password_hash: string;
      customer: string | null;
    }>(
      "select u.email, role::text, password_hash, c.email as customer from app_user u left join customer c on c.id = u.customer_id order by u.role",
    );
    expect(people.map(({ email, role, customer }) => [email, role, customer])).toEqual([
      ["shopper@holdfast.test", "shopper", "shopper@holdfast.test"],
      ["warehouse@holdfast.test", "warehouse", null],
      ["manager@holdfast.test", "manager", null],
      ["admin@holdfast.test", "admin", null],
    ]);
    for (const { password_hash } of people) {
      expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(await verify(password_hash, "holdfast-demo")).toBe(true);
      expect(await verify(password_hash, "holdfast")).toBe(false);
    }
  });

  test("has rates for tax and shipping, and reorder rules at both places", async () => {
    expect(await count("tax_rate")).toBeGreaterThan(150);
    expect(await count("shipping_rate")).toBe(42);
    const rules = await rows<{ code: string }>(
      "select distinct code from reorder_rule r join location p on p.id = r.location_id order by code",
    );
    expect(rules.map((rule) => rule.code)).toEqual(["EAST", "WEST"]);
  });
});

test("a shop that is open to the world gets no demo users", async () => {
  expect(await seed(bare.url, { demoUsers: false })).toEqual({ seeded: true });
  expect(await count("app_user", bare)).toBe(0);
  expect(await count("customer", bare)).toBe(0);
  expect(await count("product", bare)).toBe(products.length);
});

test("a fill that fails at the very end leaves nothing behind", async () => {
  await taken.pool.query(
    "insert into app_user (id, email, name, password_hash, role) values (gen_random_uuid(), 'admin@holdfast.test', 'Ada', '', 'admin')",
  );
  await expect(seed(taken.url)).rejects.toThrow();
  for (const table of ["category", "location", "stock_level", "tax_rate", "customer"])
    expect(await count(table, taken)).toBe(0);
});

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testShop } from "@/db/seed/test-fixtures";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { type Warehouse, warehouse } from "@/server/domain/shipment/testing";
import type { WithPorts } from "@/server/ports";
import { updateInventorySchema } from "./inventory.schema";
import { ledgerOf } from "./ledger.queries";
import { wallClock } from "./moment";
import { skuPage } from "./sku.queries";
import { stockOverTime } from "./stock-over-time.queries";
import { proveStock } from "./stock-proof";
import { updateInventory } from "./update-inventory";

let database: TestDatabase;
let house: Warehouse;
let wren: WithPorts;
const opening = new Date("2026-08-01T08:00:00Z");
const today = new Date("2026-11-20T08:00:00Z");
const timeZone = "America/New_York";
const skus = ["TEST-A", "TEST-FOOD"] as const;

beforeAll(async () => {
  database = await testDatabase();
  await testShop(database.pool, {
    now: opening,
    stock: { "TEST-A": { EAST: 40, WEST: 10 }, "TEST-FOOD": { EAST: 30, WEST: 6 } },
  });
  // Expiry is another matter; here everything keeps.
  await database.pool.query("update lot set expires_at = '2028-01-01'");
  house = await warehouse(database.pool, today);
  wren = await house.person("Wren Castillo");
});
afterAll(() => database.drop());

/** Seconds since the opening; two moves may fall into one second, and into one instant. */
const second = fc.integer({ min: 0, max: 110 * 86_400 });
const at = (seconds: number, ms = 0) => new Date(opening.getTime() + seconds * 1000 + ms);

const change = fc.record({
  sku: fc.constantFrom(...skus),
  location: fc.constantFrom("EAST", "WEST"),
  kind: fc.constantFrom("receive", "adjust", "count", "quarantine", "reinstate", "dispose"),
  units: fc.integer({ min: 1, max: 12 }),
  away: fc.boolean(),
  seconds: second,
  ms: fc.integer({ min: 0, max: 999 }),
});

type Sum = Record<"available" | "reserved" | "committed" | "unavailable", number>;

/** The ledger added up by nothing but its rows, in memory. */
async function plainSums(sku: string, until: Date): Promise<Map<number, Sum>> {
  const { rows } = await database.pool.query<{
    level: number;
    from: string;
    to: string;
    quantity: number;
    at: Date;
  }>(
    `select s.id::int as level, m.from_place as "from", m.to_place as "to", m.quantity, m.occurred_at as at
       from variant v join stock_level s on s.variant_id = v.id left join stock_movement m on m.stock_level_id = s.id
      where v.sku = $1`,
    [sku],
  );
  const sums = new Map<number, Sum>();
  for (const { level, from, to, quantity, at: when } of rows) {
    const sum = sums.get(level) ?? { available: 0, reserved: 0, committed: 0, unavailable: 0 };
    sums.set(level, sum);
    if (when === null || when > until) continue;
    if (from in sum) sum[from as keyof Sum] -= quantity;
    if (to in sum) sum[to as keyof Sum] += quantity;
  }
  return sums;
}

const whole = ({ available, reserved, committed, unavailable }: Sum) =>
  available + reserved + committed + unavailable;

test("the stock as of any second is what the ledger adds up to until then, on the table, in the ledger and in the chart", async () => {
  await house.pending([{ sku: "TEST-A", quantity: 3 }]);
  await house.pending([{ sku: "TEST-FOOD", quantity: 5 }]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 12 }),
      fc.array(second, { minLength: 3, maxLength: 6 }),
      async (changes, seconds) => {
        for (const { sku, location, kind, units, away, seconds: when, ms } of changes) {
          const input = updateInventorySchema.parse({
            ...{ sku, location, kind, reason: "Property" },
            quantity: kind === "adjust" && away ? -units : units,
            ...(sku === "TEST-FOOD" ? { lot: "LOT-LATE" } : {}),
          });
          // A shelf that hasn't got that many refuses, and nothing is written.
          await updateInventory({ ...wren, now: at(when, ms) }, input).catch(() => undefined);
        }
        for (const moment of [...seconds, ...changes.slice(0, 2).map((one) => one.seconds)]) {
          const until = at(moment, 999);
          for (const sku of skus) await sameEverywhere(sku, until);
        }
      },
    ),
    { numRuns: 10 },
  );
  const ledger = (await proveStock(wren.db)).find(({ id }) => id === "ledger");
  expect(ledger?.offenders).toEqual([]);
});

async function sameEverywhere(sku: string, until: Date): Promise<void> {
  const sums = await plainSums(sku, until);
  const page = await skuPage(wren, sku, until);
  for (const level of page?.levels ?? []) expect(level).toMatchObject(sums.get(level.levelId) ?? {});

  // The newest row of each shelf in the ledger up to that moment holds what the shelf held.
  const { rows } = await ledgerOf(wren, sku, { asOf: until });
  for (const level of page?.levels ?? []) {
    const row = rows.find(({ place, lot }) => place === level.place && lot === level.lot);
    if (!row) continue;
    const sum = sums.get(level.levelId) as Sum;
    expect({ available: row.available, onHand: row.onHand }).toEqual({
      available: sum.available,
      onHand: whole(sum),
    });
  }

  // And so does the chart at the end of the day.
  const days = await stockOverTime({ ...wren, now: today }, sku, { days: 120, timeZone });
  const day = wallClock(until, timeZone).slice(0, 10);
  const { rows: ends } = await database.pool.query<{ ends: Date }>(
    "select ($1::date + 1)::timestamp at time zone $2 - interval '1 millisecond' as ends",
    [day, timeZone],
  );
  const closing = [...(await plainSums(sku, ends[0]?.ends ?? until)).values()];
  expect(days.find((one) => one.day === day)).toEqual({
    day,
    available: closing.reduce((units, sum) => units + sum.available, 0),
    onHand: closing.reduce((units, sum) => units + whole(sum), 0),
  });
}

test("the ledger's figures are the same whether it is narrowed to a place or a kind or not", async () => {
  const all = new Map<number, { available: number; onHand: number }>();
  for (const sku of skus) {
    let from: number | undefined;
    do {
      const page = await ledgerOf(wren, sku, { from });
      for (const { id, available, onHand } of page.rows) all.set(id, { available, onHand });
      from = page.nextFrom ?? undefined;
    } while (from);
  }
  const { rows } = await database.pool.query<{ count: number }>(
    "select count(*)::int from stock_movement m join stock_level s on s.id = m.stock_level_id join variant v on v.id = s.variant_id where v.sku = any($1)",
    [skus],
  );
  expect(all.size).toBe(rows[0]?.count);
  for (const sku of skus)
    for (const kind of ["adjust", "count", "quarantine", "receive"] as const)
      for (const place of ["EAST", "WEST", undefined]) {
        const page = await ledgerOf(wren, sku, { kind, place });
        expect(page.rows.every((row) => row.kind === kind && (!place || row.place === place))).toBe(true);
        for (const { id, available, onHand } of page.rows) expect({ available, onHand }).toEqual(all.get(id));
      }
});

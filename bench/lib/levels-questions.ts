import type { Db } from "@/db/client";
import { stockLevels } from "@/server/domain/inventory/inventory.queries";
import { ledgerOf } from "@/server/domain/inventory/ledger.queries";
import type { LevelsFilter } from "@/server/domain/inventory/levels.schema";
import { skuPage } from "@/server/domain/inventory/sku.queries";
import { stockOverTime } from "@/server/domain/inventory/stock-over-time.queries";
import { days } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import { writeCursor } from "@/server/kernel/cursor";

type Ask = (i: number) => Promise<unknown>;

type Shape = {
  /** By the alphabet, and the one that moves most. */
  skus: string[];
  hot: string;
  /** Moves of the hot SKU, evenly over its ledger. */
  moves: number[];
};

export async function shapeOf(db: Db): Promise<Shape> {
  const [skus, hot] = await Promise.all([
    db.$client.query<{ sku: string }>("select sku from variant order by sku"),
    db.$client.query<{ sku: string }>(
      `select v.sku from bench_plan p join stock_level s on s.id = p.level join variant v on v.id = s.variant_id
        where p.rank = 1 limit 1`,
    ),
  ]);
  const sku = hot.rows[0]?.sku ?? "";
  const { rows } = await db.$client.query<{ id: number }>(
    `select id::int from (
       select m.id, row_number() over (order by m.occurred_at, m.id) as n, count(*) over () as all
         from variant v join stock_level s on s.variant_id = v.id join stock_movement m on m.stock_level_id = s.id where v.sku = $1) m
      where n % greatest(1, m.all / 50) = 0`,
    [sku],
  );
  return { skus: skus.rows.map((row) => row.sku), hot: sku, moves: rows.map((row) => row.id) };
}

/** What the inventory console asks, by name. The i-th time of something random is the same in every run. */
export function levelQuestions(reader: Reader, { skus, hot, moves }: Shape): Record<string, Ask> {
  const share = (i: number) => (((i + 1) * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
  const any = (i: number) => skus[Math.floor(share(i) * skus.length)] ?? "";
  const move = (i: number) => moves[Math.floor(share(i) * moves.length)] ?? 1;
  const past = (i: number) => new Date(reader.now.getTime() - share(i) * days(730));
  const levels =
    (filter: LevelsFilter): Ask =>
    () =>
      stockLevels(reader, filter);
  const over = (sku: (i: number) => string, count: number) => (i: number) =>
    stockOverTime(reader, sku(i), { days: count, timeZone: "America/New_York" });
  return {
    "list.first": levels({}),
    "list.deep": (i) => stockLevels(reader, { cursor: writeCursor([any(i), 1]) }),
    "list.by-available": levels({ sort: "available" }),
    "list.by-available-deep": (i) =>
      stockLevels(reader, { sort: "available", cursor: writeCursor([String(20 + (i % 60)), 1]) }),
    "list.by-expiry": levels({ sort: "expiry" }),
    "filter.place": levels({ place: "WEST" }),
    "filter.category": levels({ category: "c-3" }),
    "filter.expired": levels({ expiring: 0 }),
    "filter.expiring": levels({ expiring: 30 }),
    "filter.reserved": levels({ bucket: "reserved" }),
    "filter.committed": levels({ bucket: "committed" }),
    "filter.unavailable": levels({ bucket: "unavailable" }),
    "filter.low": levels({ low: true }),
    "filter.out-of-stock": levels({ out: true }),
    "filter.incoming": levels({ incoming: true }),
    "filter.all-at-once": levels({
      ...{ q: "lamp", place: "SOUTH", category: "c-3", bucket: "committed", expiring: 365 },
      ...{ low: true, incoming: true, out: true },
    }),
    "search.title": levels({ q: "walnut" }),
    "search.sku": (i) => stockLevels(reader, { q: any(i) }),
    "search.part-of-sku": (i) => stockLevels(reader, { q: any(i).slice(2, 9) }),
    "search.nothing": levels({ q: "no such thing" }),
    "sku.now": (i) => skuPage(reader, any(i), null),
    "sku.now-hot": () => skuPage(reader, hot, null),
    "sku.as-of": (i) => skuPage(reader, any(i), past(i)),
    "sku.as-of-hot": (i) => skuPage(reader, hot, past(i)),
    "ledger.first": (i) => ledgerOf(reader, any(i)),
    "ledger.first-hot": () => ledgerOf(reader, hot),
    "ledger.deep-hot": (i) => ledgerOf(reader, hot, { from: move(i) }),
    "ledger.as-of-hot": (i) => ledgerOf(reader, hot, { asOf: past(i) }),
    "ledger.kind-hot": () => ledgerOf(reader, hot, { kind: "quarantine" }),
    "ledger.no-such-kind-hot": () => ledgerOf(reader, hot, { kind: "transfer" }),
    "ledger.kind-deep-hot": (i) => ledgerOf(reader, hot, { kind: "count", from: move(i) }),
    "chart.30": over(any, 30),
    "chart.365": over(any, 365),
    "chart.30-hot": over(() => hot, 30),
    "chart.365-hot": over(() => hot, 365),
  };
}

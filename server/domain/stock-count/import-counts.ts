import { inArray, sql } from "drizzle-orm";
import { stockCount } from "@/db/schema";
import { actorName, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { onHand } from "../inventory/stock";
import { readSettings } from "../settings/settings";
import { bookDifferences, type CountedLevel, lockCounted } from "./book-differences";
import { followLines, insertCount, lockCount } from "./count.store";
import type { CountFile } from "./count-file";
import { makeLots, type Resolved, resolveRows } from "./count-file.store";
import { countIdOf } from "./count-id";
import { type CountLimits, judge, type Verdict } from "./stock-count";

export type Imported = { counts: ImportedCount[]; repeated: boolean };
type ImportedCount = { number: string; place: string; lines: number; booked: number; toApprove: number };

type Options = {
  /** Every row's difference as it was shown. */
  seen: readonly number[];
  /** These shelves were counted again, and the figures are the same as in a file that was imported before. */
  again?: boolean | undefined;
};

/**
 * Imports a file of counts as a whole, one count a place. Differences within the limits are booked, the others wait for a
 * manager. The file is compared with the shelves as they are now: a difference that has grown since it was shown is refused,
 * so that nobody books what they have not seen. The same file again books nothing.
 */
export function importCounts(ctx: Ctx, file: CountFile, options: Options): Promise<Imported> {
  return inTransaction(ctx, async (tx) => {
    const { resolved, faults } = await resolveRows(tx, file.rows);
    const wrong = file.faults.length + faults.length;
    if (wrong > 0)
      throw new DomainError(
        "invalid_input",
        `${wrong === 1 ? "One row has" : `${wrong} rows have`} something wrong. Nothing was imported.`,
        { faults: wrong },
      );
    if (resolved.length === 0)
      throw new DomainError(
        "invalid_input",
        "No row of this file has a quantity, so there is nothing to import.",
      );

    const places = byPlace(resolved);
    const counts = await insertCounts(tx, file, places, options.again === true);
    if (!counts) return { counts: await earlier(tx, file, places), repeated: true };

    const rows = await makeLots(tx, resolved);
    const levels = await lockCounted(tx, rows);
    const limits = await readSettings(tx);
    const judged = rows.map((row, i) => judgeRow(row, levels[i], limits));
    assertSeen(judged, options.seen);

    const imported: ImportedCount[] = [];
    for (const [place, { id, number }] of counts) {
      const mine = judged.filter(({ row }) => row.locationId === place);
      const booked = mine.filter(({ verdict }) => verdict === "book");
      const code = mine[0]?.row.place ?? "";
      await writeLines(tx, id, mine);
      await bookDifferences(tx, { id, number, place: code }, booked);
      await followLines(tx, await lockCount(tx, { id }));
      const differing = booked.filter(({ difference }) => difference !== 0).length;
      imported.push({
        ...{ number, place: code, lines: mine.length },
        booked: differing,
        toApprove: mine.length - booked.length,
      });
    }
    return { counts: imported, repeated: false };
  });
}

/** Rows by place, the places in one order for everybody. */
function byPlace(rows: readonly Resolved[]): [Id<"location">, Resolved[]][] {
  const places = new Map<Id<"location">, Resolved[]>();
  for (const row of rows) {
    const mine = places.get(row.locationId);
    if (mine) mine.push(row);
    else places.set(row.locationId, [row]);
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1));
}

type Judged = Verdict & { row: Resolved; level: CountedLevel; expected: number };

function judgeRow(row: Resolved, level: CountedLevel | undefined, limits: CountLimits): Judged {
  if (!level) throw new Error("The stock level was not written.");
  const expected = onHand(level);
  const { available, price } = level;
  return { row, level, expected, ...judge({ expected, counted: row.quantity, available, price }, limits) };
}

function assertSeen(judged: readonly Judged[], seen: readonly number[]): void {
  const grown = judged.filter(
    ({ difference }, i) => seen[i] === undefined || Math.abs(difference) > Math.abs(seen[i]),
  );
  const [first] = grown;
  if (!first) return;
  throw new DomainError(
    "invalid_transition",
    `Stock has moved since this was shown: ${grown.length === 1 ? `${first.row.sku} now differs` : `${grown.length} shelves now differ`} by more. Look at the new figures, then import again. Nothing was booked.`,
    { grown: grown.map(({ row }) => row.line).slice(0, 200) },
  );
}

/** A new count for each place; null when this file has made them already. */
async function insertCounts(
  tx: TxCtx,
  file: CountFile,
  places: readonly [Id<"location">, readonly Resolved[]][],
  again: boolean,
): Promise<Map<Id<"location">, { id: Id<"stockCount">; number: string }> | null> {
  const counts = new Map<Id<"location">, { id: Id<"stockCount">; number: string }>();
  for (const [locationId, rows] of places) {
    const name = `File with ${rows.length} ${rows.length === 1 ? "shelf" : "shelves"}`;
    const own = again ? {} : { id: countIdOf(file.print, locationId) };
    const count = await insertCount(tx, { ...own, locationId, name, source: "file" });
    if (!count) {
      if (counts.size === 0) return null;
      throw new Error("A file was imported for some of its places only.");
    }
    counts.set(locationId, count);
  }
  return counts;
}

async function earlier(
  tx: TxCtx,
  file: CountFile,
  places: readonly [Id<"location">, readonly Resolved[]][],
): Promise<ImportedCount[]> {
  const ids = places.map(([place]) => countIdOf(file.print, place));
  const rows = await tx.db
    .select({ id: stockCount.id, number: stockCount.number })
    .from(stockCount)
    .where(inArray(stockCount.id, ids));
  return places.map(([, lines], i) => ({
    number: rows.find((row) => row.id === ids[i])?.number ?? "",
    place: lines[0]?.place ?? "",
    lines: lines.length,
    booked: 0,
    toApprove: 0,
  }));
}

async function writeLines(tx: TxCtx, countId: Id<"stockCount">, judged: readonly Judged[]): Promise<void> {
  for (let at = 0; at < judged.length; at += 5000) {
    const lines = JSON.stringify(
      judged.slice(at, at + 5000).map(({ row, expected, verdict }, i) => ({
        id: newId(),
        n: at + i + 1,
        v: row.variantId,
        l: row.lotId,
        s: verdict === "book" ? "booked" : "to_approve",
        e: expected,
        c: row.quantity,
      })),
    );
    await tx.db.execute(sql`
      insert into stock_count_line (id, count_id, position, variant_id, lot_id, status, expected, counted, counted_by, counted_at)
      select w.id, ${countId}, w.n, w.v, w.l, w.s::count_line_status, w.e, w.c,
             ${actorName(tx.actor)}, ${tx.now.toISOString()}::timestamptz
        from json_to_recordset(${lines}::json) w(id uuid, n int, v uuid, l uuid, s text, e int, c int)`);
  }
}

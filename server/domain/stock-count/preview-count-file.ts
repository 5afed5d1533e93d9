import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import { readSettings } from "../settings/settings";
import type { CountFile } from "./count-file";
import { type Resolved, resolveRows } from "./count-file.store";
import type { Fault } from "./count-file-row";
import { countIdOf } from "./count-id";
import { judge } from "./stock-count";

export type FilePlace = {
  code: string;
  name: string;
  rows: number;
  differing: number;
  plus: number;
  minus: number;
  /** What the differences come to by price, in minor units. */
  amount: number;
  currency: string;
  toApprove: number;
  newLots: number;
};
export type FileDifference = {
  line: number;
  sku: string;
  title: string;
  place: string;
  lot: string | null;
  expected: number;
  counted: number;
  difference: number;
  amount: number;
  currency: string;
  verdict: "book" | "limit" | "held";
};
export type FilePreview = {
  rows: number;
  blank: number;
  faults: Fault[];
  faultCount: number;
  places: FilePlace[];
  /** The largest, by price. */
  differences: FileDifference[];
  differing: number;
  /** Every row's difference, in the file's order: importing compares with what was seen here. */
  seen: number[];
  /** What this very file has made before. */
  earlier: { number: string; createdAt: string; createdBy: string }[];
};

const shown = 200;

/** What a file of counts would do, without doing it. */
export async function previewCountFile(reader: Reader, file: CountFile): Promise<FilePreview> {
  const limits = await readSettings(reader);
  const { resolved, faults } = await resolveRows(reader, file.rows);
  const all = [...file.faults, ...faults].sort((a, b) => a.line - b.line);
  const places = new Map<string, FilePlace>();
  const seen: number[] = [];
  const differences: FileDifference[] = [];
  for (const row of resolved) {
    const { onHand: expected, available, quantity: counted, price, currency } = row;
    const { difference, verdict } = judge({ expected, counted, available, price }, limits);
    seen.push(difference);
    const amount = difference * price;
    const place = places.get(row.place) ?? emptyPlace(row);
    places.set(row.place, place);
    place.rows++;
    if (row.newLot) place.newLots++;
    if (difference === 0) continue;
    place.differing++;
    place.plus += Math.max(0, difference);
    place.minus += Math.max(0, -difference);
    place.amount += amount;
    if (verdict !== "book") place.toApprove++;
    const { line, sku, title, lot } = row;
    differences.push({
      ...{ line, sku, title, lot, expected, counted, difference, amount, currency, verdict },
      place: row.place,
    });
  }
  differences.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.line - b.line);
  return {
    rows: file.rows.length,
    blank: file.blank,
    faults: all.slice(0, shown),
    faultCount: all.length,
    places: [...places.values()].sort((a, b) => a.code.localeCompare(b.code)),
    differences: differences.slice(0, shown),
    differing: differences.length,
    seen,
    earlier: await earlierCounts(reader, file, resolved),
  };
}

const emptyPlace = ({ place, placeName, currency }: Resolved): FilePlace => ({
  code: place,
  name: placeName,
  rows: 0,
  differing: 0,
  plus: 0,
  minus: 0,
  amount: 0,
  currency,
  toApprove: 0,
  newLots: 0,
});

/** The counts that this file made when it was imported before. */
async function earlierCounts(
  { db }: Pick<Reader, "db">,
  file: CountFile,
  rows: readonly Resolved[],
): Promise<FilePreview["earlier"]> {
  const ids = [...new Set(rows.map((row) => row.locationId))].map((place) => countIdOf(file.print, place));
  if (ids.length === 0) return [];
  const found = await db.execute<FilePreview["earlier"][number]>(sql`
    select number, to_json(created_at) #>> '{}' as "createdAt", created_by as "createdBy"
      from stock_count where id in ${ids} order by number`);
  return found.rows;
}

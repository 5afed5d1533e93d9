import { gtinNames, parseGs1 } from "@/server/domain/purchasing/gs1";
import type { DockLine } from "@/server/domain/purchasing/receipt.queries";

/** One lot of one line, as it was found so far. Fields hold what was typed. */
export type Entry = {
  id: string;
  line: string;
  quantity: string;
  damaged: string;
  lot: string;
  expiresOn: string;
  shortLifeAccepted: boolean;
};

export const unitsOf = (typed: string): number => Math.max(0, Math.round(Number(typed)) || 0);

/** Units of a line in all its lots. */
export const countedOf = (entries: readonly Entry[], line: string): number =>
  entries.reduce((sum, entry) => sum + (entry.line === line ? unitsOf(entry.quantity) : 0), 0);

export const newEntry = (line: string, over: Partial<Entry> = {}): Entry => ({
  id: crypto.randomUUID(),
  line,
  quantity: "",
  damaged: "",
  lot: "",
  expiresOn: "",
  shortLifeAccepted: false,
  ...over,
});

type Found = { line: DockLine; units: number; lot: string; expiresOn: string };

/** Which line a scan means and what it says besides; null when it belongs to none. */
export function readScan(lines: readonly DockLine[], code: string, units: number, now: Date): Found | null {
  const same = (a: string) => a.toLowerCase() === code.toLowerCase();
  const plain = lines.find((line) => line.codes.some(same));
  if (plain) return { line: plain, units, lot: "", expiresOn: "" };
  const symbol = parseGs1(code, now);
  if (!symbol?.gtin) return null;
  for (const line of lines)
    for (const barcode of line.codes) {
      const names = gtinNames(symbol.gtin, barcode);
      if (!names) continue;
      const each = symbol.count ?? (names === "case" ? line.packSize : 1);
      return { line, units: units * each, lot: symbol.lot ?? "", expiresOn: symbol.expiresOn ?? "" };
    }
  return null;
}

export type Scanned =
  | { ok: true; entries: Entry[]; entry: Entry; line: DockLine; left: number }
  | { ok: false; title: string; why: string };

/**
 * Puts a scan on the list, newest first. A lot that the scan names gets an entry of its own; without one it counts on the
 * lot that was scanned last. A wrong code, or one too many, changes nothing.
 */
export function scanOnto(
  entries: readonly Entry[],
  lines: readonly DockLine[],
  scan: { code: string; units: number; now: Date },
): Scanned {
  const found = readScan(lines, scan.code, scan.units, scan.now);
  if (!found)
    return {
      ok: false,
      title: "Not on this order",
      why: `${scan.code} was not ordered here. Put it aside and ask.`,
    };
  const { line, units, lot } = found;
  const counted = countedOf(entries, line.id);
  if (counted + units > line.receivable)
    return { ok: false, title: `Too many of ${line.sku}`, why: tooMany(line, counted) };
  const match = entries.find(
    (entry) => entry.line === line.id && (lot === "" || entry.lot === lot || entry.lot === ""),
  );
  const expiresOn = found.expiresOn || (line.lots.find(({ code }) => code === lot)?.expiresOn ?? "");
  const before = match ?? newEntry(line.id);
  const entry = {
    ...before,
    quantity: String(unitsOf(before.quantity) + units),
    lot: lot || before.lot,
    expiresOn: expiresOn || before.expiresOn,
  };
  return {
    ok: true,
    entry,
    line,
    left: Math.max(0, line.awaited - counted - units),
    entries: [entry, ...entries.filter((other) => other.id !== entry.id)],
  };
}

const tooMany = ({ awaited, receivable }: DockLine, counted: number): string => {
  if (receivable === 0) return "Nothing more of it is awaited.";
  const here = counted > 0 ? `, and ${counted} ${counted === 1 ? "is" : "are"} on the list already` : "";
  return `${awaited} ${awaited === 1 ? "is" : "are"} still awaited${here}.`;
};

export type Problem = { field: "quantity" | "damaged" | "lot" | "expiresOn"; message: string };

/** What has to be put right before an entry can be booked; the server checks the same. */
export function problemOf(
  entry: Entry,
  line: DockLine,
  entries: readonly Entry[],
  now: Date,
): Problem | null {
  const quantity = unitsOf(entry.quantity);
  const wrong = (field: Problem["field"], message: string): Problem => ({ field, message });
  if (quantity === 0) return wrong("quantity", "Enter how many came.");
  if (countedOf(entries, line.id) > line.receivable)
    return wrong(
      "quantity",
      line.receivable === 0
        ? "Nothing more of it is awaited."
        : `${line.awaited} ${line.awaited === 1 ? "is" : "are"} still awaited; this is too many.`,
    );
  if (unitsOf(entry.damaged) > quantity) return wrong("damaged", "More than came.");
  if (line.shelfLifeDays > 0 && !entry.lot) return wrong("lot", "It has a shelf life: enter the lot.");
  if (entry.expiresOn && !entry.lot) return wrong("lot", "Goods that expire need a lot.");
  const twin = entries.find(
    (other) => other.line === entry.line && other.lot === entry.lot && other.expiresOn !== entry.expiresOn,
  );
  if (twin && entry.lot) return wrong("expiresOn", "This lot is on the list with another date.");
  const known = line.lots.find(({ code }) => code === entry.lot)?.expiresOn;
  const expiresOn = entry.expiresOn || known;
  if (line.shelfLifeDays > 0 && !expiresOn) return wrong("expiresOn", "Enter the date on the box.");
  if (known && entry.expiresOn && known !== entry.expiresOn)
    return wrong("expiresOn", `This lot is known to expire on ${known}.`);
  const good = quantity - unitsOf(entry.damaged);
  if (expiresOn && good > 0 && new Date(expiresOn) <= now)
    return wrong("expiresOn", "Expired. Check the date, or count all of it as damaged.");
  if (isShort(entry, line, now) && !entry.shortLifeAccepted)
    return wrong("expiresOn", `Shoppers are not offered it with ${line.shelfLifeDays} days or fewer left.`);
  return null;
}

/** Good units whose date lies within the margin: to be accepted knowingly. */
export function isShort(entry: Entry, line: DockLine, now: Date): boolean {
  const expiresOn = entry.expiresOn || line.lots.find(({ code }) => code === entry.lot)?.expiresOn;
  if (!expiresOn || unitsOf(entry.quantity) === unitsOf(entry.damaged)) return false;
  const left = new Date(expiresOn).getTime() - now.getTime();
  return left > 0 && left <= line.shelfLifeDays * 86_400_000;
}

/** The entries as the server takes them. */
export const receiptLines = (entries: readonly Entry[]) =>
  entries.map(({ line, quantity, damaged, lot, expiresOn, shortLifeAccepted }) => ({
    line,
    quantity: unitsOf(quantity),
    ...(unitsOf(damaged) > 0 ? { damaged: unitsOf(damaged) } : {}),
    ...(lot ? { lot } : {}),
    ...(expiresOn ? { expiresAt: expiresOn } : {}),
    ...(shortLifeAccepted ? { shortLifeAccepted } : {}),
  }));

import { normalBin } from "@/server/domain/inventory/bin";
import { DomainError } from "@/server/kernel/errors";

/** Units that are to be fetched from one shelf, and how many of them were. */
export type PickLine = {
  stockLevelId: number;
  sku: string;
  barcode: string | null;
  title: string;
  bin: string | null;
  quantity: number;
  picked: number;
};

/** What was read at the shelf. */
export type Scan = {
  /** A barcode or a SKU. */
  code: string;
  quantity: number;
  /** One line of several with the same item: the stock that it is taken from. */
  stockLevelId?: number | undefined;
  /** The shelf that was scanned before the item. */
  bin?: string | undefined;
};

export const isCodeOf = (line: Pick<PickLine, "sku" | "barcode">, code: string): boolean =>
  line.sku.toLowerCase() === code.toLowerCase() || line.barcode === code;

/** Whether units may be taken from a shelf with this code; goods without a shelf lie anywhere. */
const liesIn = (line: Pick<PickLine, "bin">, bin: string): boolean =>
  line.bin === null || line.bin === normalBin(bin);

export type Taken<Line> = {
  sku: string;
  title: string;
  takes: { line: Line; units: number }[];
  /** Of this item, from the shelves that were meant: picked after it, and wanted. */
  picked: number;
  quantity: number;
};

/**
 * Which lines a scan fills, in their order. A wrong item, a wrong shelf or one too many is refused and takes nothing. The
 * server decides with it on locked rows; a handheld knows the likely answer before.
 */
export function takeFrom<Line extends PickLine>(
  lines: readonly Line[],
  { code, quantity, stockLevelId, bin }: Scan,
  /** "shipment HF-100042-1" or "walk WV-1001". */
  of: string,
): Taken<Line> {
  const meant = lines.filter(
    (line) => isCodeOf(line, code) && (stockLevelId === undefined || line.stockLevelId === stockLevelId),
  );
  const same = bin === undefined ? meant : meant.filter((line) => liesIn(line, bin));
  const first = same[0];
  if (!first) {
    const elsewhere = meant[0];
    throw elsewhere
      ? new DomainError("invalid_input", `${elsewhere.title} is taken from ${elsewhere.bin}, not ${bin}.`, {
          field: "bin",
          bin: elsewhere.bin,
        })
      : new DomainError("invalid_input", `${code} does not belong to ${of}. Put it back.`, {
          field: "code",
          code,
        });
  }
  const wanted = same.reduce((units, line) => units + line.quantity, 0);
  const done = same.reduce((units, line) => units + line.picked, 0);
  if (done + quantity > wanted)
    throw new DomainError(
      "invalid_input",
      `${first.title}: ${done} of ${wanted} ${wanted === 1 ? "is" : "are"} picked already; ${quantity} more is too many.`,
      { field: "quantity" },
    );
  let open = quantity;
  const takes: { line: Line; units: number }[] = [];
  for (const line of same) {
    const units = Math.min(open, line.quantity - line.picked);
    if (units > 0) takes.push({ line, units });
    open -= units;
  }
  return { sku: first.sku, title: first.title, takes, picked: done + quantity, quantity: wanted };
}

import type { TransferLine } from "@/server/domain/transfer/transfer.queries";

/** What was scanned or typed of an arrival so far, by line. */
export type Tally = Record<string, { came: string; damaged: string }>;

export const none = { came: "", damaged: "" };
export const unitsOf = (typed: string): number => Math.max(0, Math.round(Number(typed)) || 0);

/** Units of a line that are still to come, before anything that is on the tally. */
export const leftOf = ({ quantity, received, lost }: TransferLine): number => quantity - received - lost;

export type Scanned =
  | { ok: true; tally: Tally; line: TransferLine; came: number; left: number }
  | { ok: false; why: string };

/**
 * Puts a scan on the tally: on the line of that SKU or barcode whose lot expires first and still waits for units. A wrong
 * code, or one too many, changes nothing.
 */
export function scanOnto(
  tally: Tally,
  lines: readonly TransferLine[],
  scan: { code: string; quantity: number; damaged: boolean },
): Scanned {
  const same = lines.filter(
    ({ sku, barcode }) => sku.toLowerCase() === scan.code.toLowerCase() || barcode === scan.code,
  );
  const [first] = same;
  if (!first) return { ok: false, why: `${scan.code} is not in this transfer. Put it aside and ask.` };
  const waiting = (line: TransferLine) => leftOf(line) - unitsOf((tally[line.id] ?? none).came);
  const line = same.find((one) => waiting(one) >= scan.quantity);
  if (!line) {
    const most = Math.max(...same.map(waiting));
    return {
      ok: false,
      why:
        most === 0
          ? `All of ${first.sku} that was on its way is here already.`
          : `Only ${most} more of ${first.sku} ${most === 1 ? "is" : "are"} on the way.`,
    };
  }
  const before = tally[line.id] ?? none;
  const came = unitsOf(before.came) + scan.quantity;
  const damaged = scan.damaged ? `${unitsOf(before.damaged) + scan.quantity}` : before.damaged;
  return {
    ok: true,
    line,
    came,
    left: leftOf(line) - came,
    tally: { ...tally, [line.id]: { came: `${came}`, damaged } },
  };
}

/** Everything that is on its way has come. */
export const everything = (lines: readonly TransferLine[], tally: Tally): Tally =>
  Object.fromEntries(
    lines.map((line) => [line.id, { came: `${leftOf(line)}`, damaged: (tally[line.id] ?? none).damaged }]),
  );

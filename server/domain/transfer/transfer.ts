/** Goods on their way between two places: sent, partly there, nothing left on the way, or called back before any arrived. */
export const transferStatuses = ["sent", "partially_received", "received", "cancelled"] as const;
export type TransferStatus = (typeof transferStatuses)[number];

export type TransferProgress = { quantity: number; received: number; lost: number };

/** Units of a line that have neither arrived nor been given up. */
export const onTheWay = ({ quantity, received, lost }: TransferProgress): number =>
  quantity - received - lost;

/** Where a transfer stands by what has come of it. */
export function statusByProgress(lines: readonly TransferProgress[]): TransferStatus {
  if (lines.every((line) => onTheWay(line) === 0)) return "received";
  return lines.some((line) => line.received + line.lost > 0) ? "partially_received" : "sent";
}

/** While nothing has arrived the goods can be called back. */
export const canCancel = (status: TransferStatus): boolean => status === "sent";

export const isOnItsWay = (status: TransferStatus): boolean =>
  status === "sent" || status === "partially_received";

export type WantedLine = { sku: string; lot: string | null; quantity: number };

/** What stands at the place the goods leave from. */
export type SourceShelf = { sku: string; lot: string | null; expiresAt: Date | null; available: number };

export type Picked<S extends SourceShelf> =
  | { ok: true; picks: { shelf: S; quantity: number }[] }
  | { ok: false; line: number; available: number; expired: boolean };

const isExpired = ({ expiresAt }: SourceShelf, now: Date): boolean => expiresAt !== null && expiresAt <= now;

/**
 * Chooses the shelves that a transfer takes from: the lot that was named, or those that expire first. Expired lots stay
 * where they are. The first line that can't be filled is named with what there is for it.
 */
export function pickShelves<S extends SourceShelf>(
  wanted: readonly WantedLine[],
  shelves: readonly S[],
  now: Date,
): Picked<S> {
  const byExpiry = [...shelves].sort(
    (a, b) =>
      (a.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) -
      (b.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY),
  );
  const taken = new Map<S, number>();
  const leftOn = (shelf: S) => shelf.available - (taken.get(shelf) ?? 0);
  // Named lots first: a line that may come from any lot must not eat them up.
  const order = wanted.map((line, place) => ({ line, place })).sort((a, b) => named(b.line) - named(a.line));
  for (const { line, place } of order) {
    const fitting = byExpiry.filter(
      (shelf) => shelf.sku === line.sku && (line.lot === null || shelf.lot === line.lot),
    );
    const good = fitting.filter((shelf) => !isExpired(shelf, now));
    const available = good.reduce((units, shelf) => units + leftOn(shelf), 0);
    if (available < line.quantity)
      return { ok: false, line: place, available, expired: good.length === 0 && fitting.length > 0 };
    let missing = line.quantity;
    for (const shelf of good) {
      const units = Math.min(missing, leftOn(shelf));
      if (units > 0) taken.set(shelf, (taken.get(shelf) ?? 0) + units);
      missing -= units;
    }
  }
  return { ok: true, picks: shelves.flatMap((shelf) => pick(shelf, taken.get(shelf))) };
}

const named = (line: WantedLine): number => (line.lot === null ? 0 : 1);
const pick = <S>(shelf: S, quantity = 0) => (quantity > 0 ? [{ shelf, quantity }] : []);

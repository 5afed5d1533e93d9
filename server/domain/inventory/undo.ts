import { isBucket, type Levels, type Move, type MoveKind } from "./stock";

/** A row of the ledger, as far as taking it back is concerned. */
export type BookedMove = Move & {
  /** The move that it takes back itself, and the one that took it back. */
  undoes: number | null;
  undoneBy: number | null;
  /** What else it belongs to, by number or id. */
  order: string | null;
  transfer: string | null;
};

const byHand: readonly MoveKind[] = [
  "receive",
  "adjust",
  "count",
  "quarantine",
  "dispose",
  "return_to_supplier",
];

/** Why a move can't be taken back whatever the shelf holds; null when it can be tried. */
export function bars({
  kind,
  undoes,
  undoneBy,
  order,
  transfer,
}: Omit<BookedMove, keyof Move> & Pick<Move, "kind">) {
  if (undoneBy !== null) return "It was undone already.";
  if (undoes !== null) return "It takes another move back; book the change again instead.";
  if (transfer !== null) return "It belongs to a transfer; receive or cancel that, or adjust the stock.";
  if (order !== null || !byHand.includes(kind))
    return "It followed from an order or from a rule; change that, or adjust the stock.";
  return null;
}

/** Whether a row of the ledger gets an undo. The command still looks whether the units are where they went. */
export const isUndoable = (move: Parameters<typeof bars>[0]): boolean => bars(move) === null;

/** The same units back the way they came. */
export const reverse = ({ kind, from, to, quantity }: Move): Move => ({ kind, from: to, to: from, quantity });

/** Whether a move changes how many units stand on the shelf, and not only for whom. */
export const changesOnHand = ({ from, to }: Move): boolean => isBucket(from) !== isBucket(to);

/** Why units can't go back: they are no longer where they went. */
export function gone(about: { sku: string; location: string }, move: Move, levels: Levels): string {
  const held = isBucket(move.to) ? levels[move.to] : 0;
  const units = `Only ${held} of ${move.quantity} ${move.quantity === 1 ? "unit" : "units"} of ${about.sku}`;
  return move.to === "available"
    ? `${units} can still be taken off sale in ${about.location}; the others are held for orders or have left. Count the shelf instead.`
    : `${units} ${held === 1 ? "is" : "are"} still set aside in ${about.location}; the others were put back, disposed of or returned. Undo that first.`;
}

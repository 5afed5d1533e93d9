/** The four places a unit can stand in; each unit stands in exactly one. */
export const buckets = ["available", "reserved", "committed", "unavailable"] as const;
export type Bucket = (typeof buckets)[number];

/** Where units come from or go to when they enter or leave the shelves. */
export const outsides = ["supplier", "customer", "adjustment", "location"] as const;

export const places = [...buckets, ...outsides] as const;
export type Place = (typeof places)[number];

export const moveKinds = [
  "receive",
  "reserve",
  "deduct",
  "release",
  "ship",
  "adjust",
  "count",
  "quarantine",
  "expire",
  "dispose",
  "return_to_supplier",
  "restock",
  "transfer",
] as const;
export type MoveKind = (typeof moveKinds)[number];

/** Which ways each kind of move may go: from → to. */
const ways: Record<MoveKind, readonly (readonly [Place, Place])[]> = {
  receive: [
    ["supplier", "available"],
    // Damaged on arrival.
    ["supplier", "unavailable"],
  ],
  reserve: [["available", "reserved"]],
  deduct: [["reserved", "committed"]],
  release: [
    ["reserved", "available"],
    ["committed", "available"],
  ],
  ship: [["committed", "customer"]],
  adjust: [
    ["available", "adjustment"],
    ["adjustment", "available"],
  ],
  count: [
    ["available", "adjustment"],
    ["adjustment", "available"],
  ],
  quarantine: [
    ["available", "unavailable"],
    // Looked at and found good.
    ["unavailable", "available"],
  ],
  expire: [["available", "unavailable"]],
  dispose: [["unavailable", "adjustment"]],
  return_to_supplier: [["unavailable", "supplier"]],
  restock: [
    ["customer", "available"],
    ["customer", "unavailable"],
  ],
  transfer: [
    ["available", "location"],
    ["location", "available"],
  ],
};

export type Levels = Record<Bucket, number>;

/** One double-entry move of whole units on one stock level. */
export type Move = { kind: MoveKind; from: Place; to: Place; quantity: number };

export const isBucket = (place: Place): place is Bucket => (buckets as readonly Place[]).includes(place);

/**
 * A move is allowed when its kind goes that way and takes a whole, positive number of units. One that takes another
 * back goes the other way round.
 */
export const isAllowed = (move: Move, { undo = false } = {}): boolean =>
  Number.isSafeInteger(move.quantity) &&
  move.quantity > 0 &&
  ways[move.kind].some(([from, to]) =>
    undo ? from === move.to && to === move.from : from === move.from && to === move.to,
  );

/** The levels after the move, or null when the bucket it takes from doesn't hold that much. */
export function applyMove(levels: Levels, move: Move, options: { undo?: boolean } = {}): Levels | null {
  if (!isAllowed(move, options))
    throw new RangeError(`${move.kind} can't go from ${move.from} to ${move.to}`);
  const next = levelsOf(levels);
  if (isBucket(move.from)) {
    next[move.from] -= move.quantity;
    if (next[move.from] < 0) return null;
  }
  if (isBucket(move.to)) next[move.to] += move.quantity;
  return next;
}

/** The four buckets alone, of a row that says more. */
export const levelsOf = ({ available, reserved, committed, unavailable }: Levels): Levels => ({
  available,
  reserved,
  committed,
  unavailable,
});

export const onHand = (levels: Levels): number =>
  levels.available + levels.reserved + levels.committed + levels.unavailable;

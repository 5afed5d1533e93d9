/** Units of an order that left one shelf, less those that have come back to it. */
export type Outstanding = { levelId: number; sku: string; quantity: number };

export type Returned = { sku: string; quantity: number; condition: "good" | "damaged" };

/**
 * Spreads units that come back over the shelves they left from. Null when more come back of an article than are still
 * with the customer; `short` then names it.
 */
export function shareOutReturn(
  returned: readonly Returned[],
  outstanding: readonly Outstanding[],
):
  | { ok: true; moves: { levelId: number; quantity: number; to: "available" | "unavailable" }[] }
  | { ok: false; short: { sku: string; returned: number; outstanding: number } } {
  const left = outstanding.map((shelf) => ({ ...shelf }));
  const moves: { levelId: number; quantity: number; to: "available" | "unavailable" }[] = [];
  for (const { sku, quantity, condition } of returned) {
    let open = quantity;
    for (const shelf of left) {
      const units = shelf.sku === sku ? Math.min(open, shelf.quantity) : 0;
      if (units === 0) continue;
      moves.push({
        levelId: shelf.levelId,
        quantity: units,
        to: condition === "good" ? "available" : "unavailable",
      });
      shelf.quantity -= units;
      open -= units;
    }
    if (open > 0) {
      const sum = (rows: readonly { sku: string; quantity: number }[]) =>
        rows.reduce((units, row) => units + (row.sku === sku ? row.quantity : 0), 0);
      return { ok: false, short: { sku, returned: sum(returned), outstanding: sum(outstanding) } };
    }
  }
  return { ok: true, moves };
}

import type { TestApp } from "@/server/testing";
import type { Levels } from "./stock";

/** "TEST-A EAST -": a shelf, named as the model and the database both can. */
export type ShelfName = string;
export const shelfName = (sku: string, place: string, lot: string | null | undefined): ShelfName =>
  `${sku} ${place} ${lot ?? "-"}`;

/** How a command changed a shelf, leaving aside what orders hold. */
export type Change = { shelf: ShelfName; onHand?: number; unavailable?: number };

/** What an order holds, or has taken away, by the shop's own list of reservations. */
type Held = {
  order: string;
  shelf: ShelfName;
  status: "reserved" | "committed" | "released" | "shipped";
  quantity: number;
};

/**
 * Stock as plain sums in memory. It knows no ledger and no buckets: commands tell it what they did, orders what they hold,
 * and what is left over can be sold, or can't be when its lot has expired.
 */
export class ReferenceModel {
  readonly #shelves = new Map<ShelfName, { onHand: number; unavailable: number }>();
  readonly #expired = new Set<string>();
  readonly #once = new Set<string>();

  apply({ shelf, onHand = 0, unavailable = 0 }: Change): void {
    const now = this.#shelves.get(shelf) ?? { onHand: 0, unavailable: 0 };
    this.#shelves.set(shelf, { onHand: now.onHand + onHand, unavailable: now.unavailable + unavailable });
  }

  /** The same, once for a key: several callers may hear of one and the same deed. */
  applyOnce(key: string, changes: readonly Change[]): void {
    if (this.#once.has(key)) return;
    this.#once.add(key);
    for (const change of changes) this.apply(change);
  }

  expire(sku: string, lot: string): void {
    this.#expired.add(`${sku} ${lot}`);
  }

  /** Every bucket of every shelf, as it has to be. */
  expected(held: readonly Held[]): Map<ShelfName, Levels> {
    const levels = new Map<ShelfName, Levels>();
    const names = new Set([...this.#shelves.keys(), ...held.map(({ shelf }) => shelf)]);
    for (const name of names) {
      const shelf = this.#shelves.get(name) ?? { onHand: 0, unavailable: 0 };
      const units = (status: Held["status"]) =>
        held.reduce((sum, one) => sum + (one.shelf === name && one.status === status ? one.quantity : 0), 0);
      const [reserved, committed] = [units("reserved"), units("committed")];
      const free = shelf.onHand - units("shipped") - reserved - committed;
      const [sku, , lot] = name.split(" ");
      const isExpired = this.#expired.has(`${sku} ${lot}`);
      const unavailable = isExpired ? free : shelf.unavailable;
      levels.set(name, { available: free - unavailable, reserved, committed, unavailable });
    }
    return levels;
  }
}

export const nameSql = "v.sku || ' ' || l.code || ' ' || coalesce(t.code, '-')";
export const ofLevel =
  "join variant v on v.id = s.variant_id join location l on l.id = s.location_id left join lot t on t.id = s.lot_id";

/** What the tables say of every shelf that has or had units. */
export async function shelvesOf(shop: TestApp): Promise<Map<ShelfName, Levels>> {
  const rows = await shop.rows<{ shelf: ShelfName } & Levels>(
    `select ${nameSql} as shelf, s.available, s.reserved, s.committed, s.unavailable from stock_level s ${ofLevel}`,
  );
  return new Map(rows.map(({ shelf, ...levels }) => [shelf, levels]));
}

/** What is held by reservations, and what has left by the lines of shipments that have. */
export const heldBy = (shop: TestApp): Promise<Held[]> =>
  shop.rows<Held>(
    `select ${nameSql} as shelf, r.order_id as "order", r.status::text, r.quantity from reservation r
       join stock_level s on s.id = r.stock_level_id ${ofLevel} where r.status <> 'shipped'
     union all
     select ${nameSql}, p.order_id, 'shipped', x.quantity from shipment p join shipment_line x on x.shipment_id = p.id
       join stock_level s on s.id = x.stock_level_id ${ofLevel} where p.status in ('shipped', 'delivered')`,
  );

/** Shelves with anything in any bucket, in a fixed order: what two sides are compared by. */
export const told = (levels: ReadonlyMap<ShelfName, Levels>): Record<ShelfName, Levels> =>
  Object.fromEntries(
    [...levels]
      .filter(([, units]) => Object.values(units).some((count) => count !== 0))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

import { days } from "@/server/kernel/clock";
import type { Id } from "@/server/kernel/id";
import type { TestApp } from "@/server/testing";
import { updateInventory } from "./update-inventory";

const sku = "TEST-FOOD";
let serial = 0;

/** Lots of food for tests: shelves are emptied before, so that a test knows what there is. */
export function larder(shop: () => TestApp) {
  /** Takes all free food off the shelves. */
  const clear = async () => {
    const free = await shop().rows<{ location: string; lot: string; available: number }>(
      `select l.code as location, t.code as lot, s.available from stock_level s join lot t on t.id = s.lot_id
         join location l on l.id = s.location_id where s.available > 0`,
    );
    for (const { location, lot, available } of free)
      await updateInventory(shop().ctx(), {
        sku,
        location,
        lot,
        kind: "adjust",
        quantity: -available,
        reason: "Cleared",
      });
  };

  /** A new lot with units at some places. Gives its id and code. */
  const stock = async (units: { EAST?: number; WEST?: number }, expiresInDays: number) => {
    const code = `LOT-${++serial}`;
    const expiresAt = new Date(shop().clock.now().getTime() + days(expiresInDays));
    for (const [location, quantity] of Object.entries(units))
      await updateInventory(shop().ctx(), {
        sku,
        location,
        kind: "receive",
        quantity,
        reason: "Test",
        lot: code,
        expiresAt,
      });
    const [row] = await shop().rows<{ id: Id<"lot"> }>("select id from lot where code = $1", [code]);
    if (!row) throw new Error(`Lot ${code} was not written.`);
    return { id: row.id, code };
  };

  /** Its date has come. */
  const lapse = (lot: { id: Id<"lot"> }) =>
    shop().rows("update lot set expires_at = $2 where id = $1", [
      lot.id,
      new Date(shop().clock.now().getTime() - 1000),
    ]);

  /** What stands of a lot in a place, in the order available, reserved, committed, unavailable. */
  const shelf = async (lot: { id: Id<"lot"> }, place = "EAST") => {
    const [row] = await shop().rows<Record<"a" | "r" | "c" | "u", number>>(
      `select available as a, reserved as r, committed as c, unavailable as u from stock_level s
         join location l on l.id = s.location_id where s.lot_id = $1 and l.code = $2`,
      [lot.id, place],
    );
    return row ? [row.a, row.r, row.c, row.u] : null;
  };
  return { sku, clear, stock, lapse, shelf };
}

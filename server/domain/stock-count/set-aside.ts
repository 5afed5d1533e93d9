import { sql } from "drizzle-orm";
import { fact, record } from "@/server/events/outbox";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { takeOffSale } from "../inventory/expired-units";
import type { Levels } from "../inventory/stock";
import { bookMove } from "../inventory/stock.store";

type Count = { id: Id<"stockCount">; number: string; source: string; place: string };

/**
 * Units of a shelf that were set aside until this count, because a picker did not find them. The shelf must be locked. They
 * carry the count's id in the ledger.
 */
export async function setAsideFor(
  tx: TxCtx,
  count: Count,
  shelf: { id: number } & Pick<Levels, "unavailable">,
): Promise<number> {
  if (count.source !== "recount" || shelf.unavailable === 0) return 0;
  const { rows } = await tx.db.execute<{ units: number }>(sql`
    select coalesce(sum(case when m.to_place = 'unavailable' then m.quantity else -m.quantity end), 0)::int as units
      from stock_movement m
     where m.stock_level_id = ${shelf.id} and m.kind = 'quarantine' and m.count_id = ${count.id} and m.undoes is null
       and not exists (select 1 from stock_movement u where u.undoes = m.id)`);
  // Somebody may have disposed of some meanwhile.
  return Math.max(0, Math.min(shelf.unavailable, rows[0]?.units ?? 0));
}

/** Puts them back among the others, just before what was counted is booked: found, they can be sold again. */
export async function putBackSetAside<Shelf extends { id: number } & Levels>(
  tx: TxCtx,
  count: Count,
  shelf: Shelf,
  about: { sku: string; units: number },
): Promise<Shelf> {
  const { sku, units } = about;
  if (units === 0) return shelf;
  const reason = `Count ${count.number}`;
  const move = { kind: "quarantine", from: "unavailable", to: "available", quantity: units } as const;
  const booked = await bookMove(tx, shelf, move, { reason, countId: count.id });
  if (!booked) throw new Error("Units that were set aside are gone.");
  await record(
    tx,
    fact("InventoryAdjusted", {
      ...{ sku, location: count.place, kind: "quarantine" as const, change: units, quantity: units, reason },
    }),
  );
  return { ...shelf, ...booked.shelf };
}

/** A shelf past its date sells nothing, also what was found on it. */
export const sellOnlyInDate = (tx: TxCtx, levelId: number) => takeOffSale(tx, { levelIds: [levelId] });

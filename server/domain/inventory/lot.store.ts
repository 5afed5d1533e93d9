import { eq, sql } from "drizzle-orm";
import { lot } from "@/db/schema";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { Shelf } from "./stock.store";

/** Refuses to offer units of a lot that is past its date, be they coming in or put back. */
export async function refuseExpired(
  tx: TxCtx,
  lotId: Id<"lot">,
  units: "coming in" | "set aside",
): Promise<void> {
  const [row] = await tx.db.select().from(lot).where(eq(lot.id, lotId));
  if (!row?.expiresAt || row.expiresAt > tx.now) return;
  const instead =
    units === "coming in"
      ? "Refuse the goods, or receive all of them as damaged so that they are set aside."
      : "Leave its units set aside, dispose of them or return them to the supplier.";
  throw new DomainError(
    "invalid_input",
    `Lot ${row.code} expired on ${row.expiresAt.toISOString().slice(0, 10)}; its units can't be sold. ${instead}`,
    { field: "lot", expired: true },
  );
}

/** Whether goods of a kind stand in this place under lots. */
export async function keptByLot(
  tx: TxCtx,
  { variantId, locationId }: Pick<Shelf, "variantId" | "locationId">,
): Promise<boolean> {
  const { rows } = await tx.db.execute(sql`
    select 1 from stock_level
     where variant_id = ${variantId} and location_id = ${locationId} and lot_id is not null and on_hand > 0 limit 1`);
  return rows.length > 0;
}

import { and, eq, sql } from "drizzle-orm";
import { location, lot, stockLevel, stockMovement, variant } from "@/db/schema";
import { actorName, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { applyMove, type Levels, type Move } from "./stock";

/** Where units of one kind stand: variant × place × lot. */
export type Shelf = { variantId: Id<"variant">; locationId: Id<"location">; lotId: Id<"lot"> | null };

export type LockedShelf = Shelf & { id: number } & Levels;

/** What a move belongs to; written beside it in the ledger. */
export type MoveCause = {
  reason?: string | undefined;
  orderId?: Id<"order"> | undefined;
  purchaseOrderId?: Id<"purchaseOrder"> | undefined;
  countId?: Id<"stockCount"> | undefined;
  transferId?: Id<"transfer"> | undefined;
  /** The move that this one takes back; it then goes the other way round. */
  undoes?: number | undefined;
};

/** A variant by its SKU; `not_found` names the field. */
export async function findVariant(tx: Pick<TxCtx, "db">, sku: string): Promise<Id<"variant">> {
  const [goods] = await tx.db.select({ id: variant.id }).from(variant).where(eq(variant.sku, sku));
  if (!goods) throw new DomainError("not_found", `There is no SKU ${sku}.`, { field: "sku" });
  return goods.id;
}

/** A place by its code; `not_found` names the field. */
export async function findPlace(tx: Pick<TxCtx, "db">, code: string): Promise<Id<"location">> {
  const [place] = await tx.db.select({ id: location.id }).from(location).where(eq(location.code, code));
  if (!place) throw new DomainError("not_found", `There is no place ${code}.`, { field: "location" });
  return place.id;
}

/** The lot of a variant by its code, made when it is new. A date that contradicts the known one is refused. */
export async function findLot(
  tx: TxCtx,
  variantId: Id<"variant">,
  code: string,
  about: { expiresAt?: Date | undefined; supplierId?: Id<"supplier"> | undefined } = {},
): Promise<Id<"lot">> {
  const { expiresAt, supplierId } = about;
  await tx.db
    .insert(lot)
    .values({
      id: newId<"lot">(),
      variantId,
      code,
      expiresAt: expiresAt ?? null,
      supplierId: supplierId ?? null,
    })
    .onConflictDoNothing();
  const [row] = await tx.db
    .select()
    .from(lot)
    .where(and(eq(lot.variantId, variantId), eq(lot.code, code)));
  if (!row) throw new Error(`Lot ${code} was not written.`);
  if (expiresAt && row.expiresAt && row.expiresAt.getTime() !== expiresAt.getTime())
    throw new DomainError(
      "invalid_input",
      `Lot ${code} is known to expire on ${row.expiresAt.toISOString().slice(0, 10)}. Check the date or use another lot code.`,
      { field: "expiresAt" },
    );
  // Until now nobody had read its date, or knew where it came from.
  const learnt = {
    ...(expiresAt && !row.expiresAt ? { expiresAt } : {}),
    ...(supplierId && !row.supplierId ? { supplierId } : {}),
  };
  if (Object.keys(learnt).length > 0) await tx.db.update(lot).set(learnt).where(eq(lot.id, row.id));
  return row.id;
}

/** Where the same goods lie already in a place: a new lot is put beside the others. */
const knownBin = (variantId: Id<"variant">, locationId: Id<"location">) => sql<string | null>`
  (select k.bin from stock_level k where k.variant_id = ${variantId} and k.location_id = ${locationId} and k.bin is not null
    order by k.id desc limit 1)`;

/** The level of a shelf, made when it is new, locked. Lock several in the order of their ids: see `lockShelves`. */
export async function lockShelf(tx: TxCtx, shelf: Shelf): Promise<LockedShelf> {
  const [locked] = await lockShelves(tx, [shelf]);
  if (!locked) throw new Error("The stock level was not written.");
  return locked;
}

/**
 * The levels of several shelves, in their order here, all locked in id order so that two callers can't block each other.
 * NO KEY UPDATE, here and wherever levels are locked: a shipment that is written at the same time refers to levels in any
 * order, and the foreign key's own lock must not wait for ours.
 */
export async function lockShelves(tx: TxCtx, shelves: readonly Shelf[]): Promise<LockedShelf[]> {
  if (shelves.length === 0) return [];
  // New ones are written in one order as well: two callers with the same new shelves would wait for each other.
  const inOrder = [...shelves].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await tx.db
    .insert(stockLevel)
    .values(
      inOrder.map(({ variantId, locationId, lotId }) => ({
        variantId,
        locationId,
        lotId,
        bin: knownBin(variantId, locationId),
      })),
    )
    .onConflictDoNothing();
  const wanted = sql.join(
    shelves.map(
      ({ variantId, locationId, lotId }) => sql`(${variantId}::uuid, ${locationId}::uuid, ${lotId}::uuid)`,
    ),
    sql`, `,
  );
  const rows = await tx.db
    .select()
    .from(stockLevel)
    .where(
      sql`exists (select 1 from (values ${wanted}) w(variant_id, location_id, lot_id)
                   where w.variant_id = ${stockLevel.variantId} and w.location_id = ${stockLevel.locationId}
                     and w.lot_id is not distinct from ${stockLevel.lotId})`,
    )
    .orderBy(stockLevel.id)
    .for("no key update");
  return shelves.map((shelf) => {
    const row = rows.find(
      (level) =>
        level.variantId === shelf.variantId &&
        level.locationId === shelf.locationId &&
        level.lotId === shelf.lotId,
    );
    if (!row) throw new Error("The stock level was not written.");
    return row;
  });
}

const keyOf = ({ variantId, locationId, lotId }: Shelf): string =>
  `${variantId} ${locationId} ${lotId ?? ""}`;

/**
 * Books one move on a shelf that the caller has locked: the bucket and the ledger. Returns the levels after it and the
 * move's id, or null when the shelf doesn't hold that many; then nothing was written. The caller records the event and
 * has the levels compared with their reorder points (`noteLevels`).
 */
export async function bookMove<Level extends { id: number } & Levels>(
  tx: TxCtx,
  shelf: Level,
  move: Move,
  cause: MoveCause,
): Promise<{ shelf: Level; movementId: number } | null> {
  const next = applyMove(shelf, move, { undo: cause.undoes !== undefined });
  if (!next) return null;
  const { available, reserved, committed, unavailable } = next;
  await tx.db
    .update(stockLevel)
    .set({ available, reserved, committed, unavailable })
    .where(eq(stockLevel.id, shelf.id));
  const [written] = await tx.db
    .insert(stockMovement)
    .values({
      stockLevelId: shelf.id,
      kind: move.kind,
      fromPlace: move.from,
      toPlace: move.to,
      quantity: move.quantity,
      ...cause,
      actor: actorName(tx.actor),
      occurredAt: tx.now,
    })
    .returning({ id: stockMovement.id });
  if (!written) throw new Error("The movement was not written.");
  return { shelf: { ...shelf, ...next }, movementId: written.id };
}

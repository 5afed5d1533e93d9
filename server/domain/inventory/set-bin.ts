import { and, asc, eq, inArray, or } from "drizzle-orm";
import { lot, product, stockLevel, variant } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { SetBinInput } from "./bin.schema";
import { findPlace, lockShelf } from "./stock.store";

export type BinSet = { sku: string; title: string; from: string | null; to: string | null };

/**
 * Says which shelf a SKU lies on in a place: all its lots, or one. What has no stock there yet gets its shelf before it
 * comes. Saying the same again is quiet.
 */
export function setBin(ctx: Ctx, { sku: code, location, lot: lotCode, bin }: SetBinInput): Promise<BinSet> {
  return inTransaction(ctx, async (tx) => {
    const goods = await findGoods(tx, code);
    const locationId = await findPlace(tx, location);
    const levels = await levelsOf(tx, goods.id, locationId, lotCode);
    if (lotCode && levels.length === 0)
      throw new DomainError("not_found", `${location} has no lot ${lotCode} of ${goods.sku}.`, {
        field: "lot",
      });
    const ids =
      levels.length > 0
        ? levels.map((level) => level.id)
        : [(await lockShelf(tx, { variantId: goods.id, locationId, lotId: null })).id];
    const from = levels.find((level) => level.bin !== bin)?.bin ?? null;
    const told = { sku: goods.sku, title: goods.title, from, to: bin };
    if (levels.length > 0 && levels.every((level) => level.bin === bin)) return { ...told, from: bin };
    await tx.db.update(stockLevel).set({ bin }).where(inArray(stockLevel.id, ids));
    await record(tx, fact("BinChanged", { sku: goods.sku, location, from, to: bin }));
    return told;
  });
}

/** An article by what a scanner reads off it. */
async function findGoods(tx: TxCtx, code: string) {
  const found = await tx.db
    .select({ id: variant.id, sku: variant.sku, title: product.title })
    .from(variant)
    .innerJoin(product, eq(product.id, variant.productId))
    .where(or(eq(variant.sku, code.toUpperCase()), eq(variant.sku, code), eq(variant.barcode, code)))
    .limit(2);
  const [goods] = found;
  if (!goods) throw new DomainError("not_found", `There is no SKU ${code}.`, { field: "sku", code });
  if (found.length > 1)
    throw new DomainError("invalid_input", `${code} is on several articles. Type the SKU.`, { field: "sku" });
  return goods;
}

/** The levels of a SKU in a place, locked by id. */
async function levelsOf(
  tx: TxCtx,
  variantId: Id<"variant">,
  locationId: Id<"location">,
  lotCode: string | undefined,
) {
  const rows = await tx.db
    .select({ id: stockLevel.id, bin: stockLevel.bin, lot: lot.code })
    .from(stockLevel)
    .leftJoin(lot, eq(lot.id, stockLevel.lotId))
    .where(and(eq(stockLevel.variantId, variantId), eq(stockLevel.locationId, locationId)))
    .orderBy(asc(stockLevel.id))
    .for("no key update", { of: stockLevel });
  return rows.filter((row) => lotCode === undefined || row.lot === lotCode);
}

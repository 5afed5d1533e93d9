import { asc, eq, inArray, or, sql } from "drizzle-orm";
import { lot, variant } from "@/db/schema";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { findLot } from "../inventory/stock.store";
import { assertRunning, followLines, insertLines, linesOf, lockCount } from "./count.store";

type Input = { number: string; code: string; lot?: string | undefined; expiresAt?: Date | undefined };

/** Puts a shelf on the list that somebody found while counting, by its scan. One that is there already is found again. */
export function addCountLine(ctx: Ctx, input: Input): Promise<{ line: string; sku: string }> {
  return inTransaction(ctx, async (tx) => {
    const count = await lockCount(tx, input);
    assertRunning(count);
    const { id: variantId, sku } = await goodsOf(tx, input.code);
    const lotId = await lotOf(tx, variantId, sku, input);

    const lines = await linesOf(tx, count.id);
    const there = lines.find((line) => line.variantId === variantId && line.lotId === lotId);
    if (there) return { line: there.id, sku };
    await insertLines(tx, count.id, [{ variantId, lotId }], (lines.at(-1)?.position ?? 0) + 1);
    const added = (await linesOf(tx, count.id)).at(-1);
    if (!added) throw new Error("The line was not written.");
    await followLines(tx, count);
    return { line: added.id, sku };
  });
}

/** What a scanner read: a barcode, or a SKU in whatever case it was typed. */
async function goodsOf(tx: TxCtx, code: string): Promise<{ id: Id<"variant">; sku: string }> {
  const [goods] = await tx.db
    .select({ id: variant.id, sku: variant.sku })
    .from(variant)
    .where(or(inArray(variant.sku, [code, code.toUpperCase()]), eq(variant.barcode, code)))
    .limit(1);
  if (!goods)
    throw new DomainError(
      "not_found",
      `Nothing is known under ${code}. Put it aside and show it to a manager.`,
      {
        field: "code",
        code,
      },
    );
  return goods;
}

/** Goods that are kept by lot are counted by lot. */
async function lotOf(
  tx: TxCtx,
  variantId: Id<"variant">,
  sku: string,
  input: Input,
): Promise<Id<"lot"> | null> {
  if (input.lot) return findLot(tx, variantId, input.lot, { expiresAt: input.expiresAt });
  const known = await tx.db
    .select({ code: lot.code })
    .from(lot)
    .where(eq(lot.variantId, variantId))
    .orderBy(sql`${lot.expiresAt} desc nulls last`, asc(lot.code))
    .limit(20);
  if (known.length === 0) return null;
  throw new DomainError("invalid_input", `${sku} is kept by lot. Which lot is it?`, {
    field: "lot",
    lots: known.map(({ code }) => code),
  });
}

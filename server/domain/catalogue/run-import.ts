import { and, eq, sql } from "drizzle-orm";
import { catalogueImport, catalogueImportRow, product } from "@/db/schema";
import { findPlace } from "@/server/domain/inventory/stock.store";
import { readSettings } from "@/server/domain/settings/settings";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { type Checked, checkedBatches } from "./check-import";
import { saveImport } from "./import.store";
import { categoriesByName } from "./import-categories.store";
import { writeBatch } from "./import-write.store";
import { totals } from "./read-import";

export type ImportResult = { created: number; updated: number; unchanged: number; skipped: number };

/** Any fixed number: imports wait for each other, so that each sees what the one before it has written. */
const oneAtATime = 7_401_552_904;

class CatalogueChanged extends Error {}

/**
 * Imports a confirmed file as a whole: one transaction, so that a crash leaves nothing and the next run starts over.
 * Returns null when it is done already, or when the catalogue has changed so that products which were right are wrong
 * now: then the import goes back to be looked at again.
 */
export async function runImport(
  ctx: Ctx,
  id: Id<"catalogueImport">,
  { openingStockAt, shop }: { openingStockAt?: string | undefined; shop: string },
): Promise<ImportResult | null> {
  try {
    return await inTransaction(ctx, async (tx) => {
      await tx.db.execute(sql`select pg_advisory_xact_lock(${oneAtATime})`);
      const [row] = await tx.db.select().from(catalogueImport).where(eq(catalogueImport.id, id));
      if (row?.status !== "importing") return null;
      const result = await importAll(tx, id, { openingStockAt, shop, tell: progress(ctx, id) });
      // What was left out stays to be read; the rest is in the catalogue now.
      await tx.db
        .delete(catalogueImportRow)
        .where(and(eq(catalogueImportRow.importId, id), sql`${catalogueImportRow.faults} = '[]'::jsonb`));
      const written = result.created + result.updated + result.unchanged;
      await saveImport(tx, id, { status: "done", result, written, finishedAt: ctx.now });
      return result;
    });
  } catch (error) {
    if (!(error instanceof CatalogueChanged)) throw error;
    await lookAgain(ctx, id, shop);
    return null;
  }
}

type Options = { openingStockAt: string | undefined; shop: string; tell: (written: number) => void };

async function importAll(tx: TxCtx, id: Id<"catalogueImport">, options: Options): Promise<ImportResult> {
  const { currency } = await readSettings(tx);
  const placeId = options.openingStockAt ? await findPlace(tx, options.openingStockAt) : null;
  const categories = await categoriesByName(tx);
  const [last] = await tx.db
    .select({ position: sql<number>`coalesce(max(${product.position}), -1)::int` })
    .from(product);
  let position = last?.position ?? -1;
  const result: ImportResult = { created: 0, updated: 0, unchanged: 0, skipped: 0 };
  for await (const rows of checkedBatches(tx, id, options.shop)) {
    const planned: (Checked & { position: number })[] = [];
    for (const row of rows) {
      if (row.faults.length > 0) {
        if (!row.wasWrong) throw new CatalogueChanged();
        result.skipped += 1;
      } else if (row.plan?.effect === "create") {
        position += 1;
        result.created += 1;
        planned.push({ ...row, position });
      } else if (row.plan?.effect === "update") {
        result.updated += 1;
        planned.push(row);
      } else result.unchanged += 1;
    }
    await writeBatch(tx, planned, { currency, placeId, categories });
    options.tell(result.created + result.updated + result.unchanged);
  }
  return result;
}

/**
 * Notes how far it is, seen at once by others: on a connection of its own, since the transaction shows nothing before it
 * is committed. Not waited for, and never two at a time: the import must not stand still for it.
 */
function progress(ctx: Ctx, id: Id<"catalogueImport">): (written: number) => void {
  let busy = false;
  return (written) => {
    if (busy) return;
    busy = true;
    ctx.db
      .update(catalogueImport)
      .set({ written })
      .where(and(eq(catalogueImport.id, id), eq(catalogueImport.status, "importing")))
      .catch(() => undefined)
      .finally(() => {
        busy = false;
      });
  };
}

/** Holds every product against the catalogue once more and gives the import back to whoever confirms it. */
async function lookAgain(ctx: Ctx, id: Id<"catalogueImport">, shop: string): Promise<void> {
  for await (const rows of checkedBatches(ctx, id, shop)) {
    const seen = rows.map(({ position, faults, plan }) => ({
      position,
      faults,
      effect: plan?.effect ?? null,
    }));
    await ctx.db.execute(sql`
      update catalogue_import_row r set faults = w.faults, effect = w.effect
        from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) w(position int, faults jsonb, effect text)
       where r.import_id = ${id} and r.position = w.position and r.faults = '[]'::jsonb`);
  }
  await ctx.db
    .update(catalogueImport)
    .set({
      status: "ready",
      written: 0,
      failure:
        "The catalogue has changed since the file was read. Nothing was imported; look at the errors again.",
      ...(await totals(ctx, id)),
    })
    .where(and(eq(catalogueImport.id, id), eq(catalogueImport.status, "importing")));
}

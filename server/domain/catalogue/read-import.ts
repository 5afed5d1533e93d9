import { and, eq, sql } from "drizzle-orm";
import { catalogueImport, catalogueImportRow } from "@/db/schema";
import { readSettings } from "@/server/domain/settings/settings";
import { actorName, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { log } from "@/server/kernel/log";
import { batchSize, check, noteTwins } from "./check-import";
import { saveImport, stagedAfter } from "./import.store";
import { columnName, type FileLine, type Header } from "./shopify-columns";
import { maxLines, readProduct } from "./shopify-product";
import { stageImport } from "./stage-import";

export type UploadedFile = { name: string; content: AsyncIterable<Uint8Array> };

/**
 * Reads a product file and lays out what importing it would do; the catalogue is not touched. A file that can't be read
 * leaves a failed import that says why. `shop` is the address that our own pictures begin with.
 */
export async function readImport(ctx: Ctx, file: UploadedFile, shop: string): Promise<Id<"catalogueImport">> {
  const id = newId<"catalogueImport">();
  await inTransaction(ctx, (tx) =>
    tx.db.insert(catalogueImport).values({
      id,
      fileName: file.name.replace(/[\p{Cc}\p{Cs}]/gu, "").slice(-200) || "products.csv",
      status: "reading",
      createdBy: actorName(ctx.actor),
      createdAt: ctx.now,
    }),
  );
  try {
    const { header, lines } = await stageImport(ctx, id, file.content);
    if (lines === 0) throw new DomainError("invalid_input", "The file has a first line and no products.");
    await saveImport(ctx, id, { lines });
    await readStaged(ctx, id, header, shop);
    await noteTwins(ctx, id);
    await saveImport(ctx, id, { status: "ready", ...(await totals(ctx, id)) });
  } catch (error) {
    const known = error instanceof DomainError;
    if (!known) log.error({ import: id, err: error }, "reading a product file failed");
    const failure = known ? error.message : "The file did not arrive whole. Upload it again.";
    await ctx.db.delete(catalogueImportRow).where(eq(catalogueImportRow.importId, id));
    await saveImport(ctx, id, { status: "failed", failure, finishedAt: ctx.now });
  }
  return id;
}

/** Turns the lines of each handle into a product and holds it against the catalogue. */
async function readStaged(
  ctx: Ctx,
  importId: Id<"catalogueImport">,
  header: Header,
  shop: string,
): Promise<void> {
  const { currency } = await readSettings(ctx);
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency }).resolvedOptions();
  const options = {
    places: format.maximumFractionDigits ?? 2,
    nameOf: (column: Parameters<typeof columnName>[0]) => header.places[column]?.name ?? columnName(column),
  };
  let after = -1;
  for (;;) {
    const rows = await stagedAfter(ctx, importId, after, batchSize);
    if (rows.length === 0) return;
    const read = rows.map((row) => {
      const { lines, tooMany } = row.product as { lines: FileLine[]; tooMany?: boolean };
      const { product, faults } = readProduct(row.handle, lines, options);
      if (tooMany)
        faults.push({
          line: row.line,
          column: null,
          message: `The product has more than ${maxLines} lines.`,
        });
      return { ...row, product, faults };
    });
    const written = (await check(ctx, read, shop)).map(({ position, file, faults, plan }) => ({
      position,
      product: file,
      faults,
      effect: plan?.effect ?? null,
    }));
    await ctx.db.execute(sql`
      update catalogue_import_row r set product = w.product, faults = w.faults, effect = w.effect
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
             w(position int, product jsonb, faults jsonb, effect text)
       where r.import_id = ${importId} and r.position = w.position`);
    after = rows.at(-1)?.position ?? after;
  }
}

/** How much a file holds and how much of it is wrong. */
export async function totals(ctx: Pick<Ctx, "db">, importId: Id<"catalogueImport">) {
  const [found] = await ctx.db
    .select({
      products: sql<number>`count(*)::int`,
      variants: sql<number>`coalesce(sum(jsonb_array_length(${catalogueImportRow.product} -> 'variants')), 0)::int`,
      wrong: sql<number>`count(*) filter (where ${catalogueImportRow.faults} <> '[]'::jsonb)::int`,
    })
    .from(catalogueImportRow)
    .where(and(eq(catalogueImportRow.importId, importId)));
  return found ?? { products: 0, variants: 0, wrong: 0 };
}

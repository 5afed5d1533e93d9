import { sql } from "drizzle-orm";
import type { ImportFault } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { FileProduct } from "./import";
import { asProduct, ownersOf, type StagedRow, stagedAfter, standingProducts } from "./import.store";
import { matchVariants, type Plan, planProduct, type StandingProduct } from "./import-plan";

/** So many products are looked at together; memory stays the same however long the file is. */
export const batchSize = 250;

export type Checked = StagedRow & {
  file: FileProduct | null;
  /** What importing it would do; null when something is wrong with it. */
  plan: Plan | null;
  standing: StandingProduct | undefined;
  /** Whether it had errors already when it was read. */
  wasWrong: boolean;
};

type Where = Pick<Reader, "db">;

/** The staged products, batch by batch, each held against the catalogue as it is now. */
export async function* checkedBatches(
  where: Where,
  importId: Id<"catalogueImport">,
  shop: string,
): AsyncGenerator<Checked[]> {
  let after = -1;
  for (;;) {
    const rows = await stagedAfter(where, importId, after, batchSize);
    if (rows.length === 0) return;
    yield await check(where, rows, shop);
    after = rows.at(-1)?.position ?? after;
  }
}

/** Holds products of the file against the catalogue: SKUs and barcodes must be free or the product's own. */
export async function check(where: Where, rows: readonly StagedRow[], shop: string): Promise<Checked[]> {
  const standing = await standingProducts(
    where,
    rows.map((row) => row.handle),
  );
  const read = rows.map((row) => {
    const file = row.product ? asProduct(row.product) : null;
    return { row, file: file && settled(file, standing.get(row.handle)) };
  });
  const variants = read.flatMap(({ file }) => file?.variants ?? []);
  const owners = await ownersOf(
    where,
    variants.map(({ sku }) => sku),
    variants.flatMap(({ barcode }) => barcode ?? []),
  );
  return read.map(({ row, file }) => {
    const own = standing.get(row.handle);
    const faults = [...row.faults, ...(file ? taken(file, row.handle, owners) : [])];
    const plan = file && faults.length === 0 ? planProduct(file, own, shop) : null;
    return { ...row, file, faults, plan, standing: own, wasWrong: row.faults.length > 0 };
  });
}

/** SKUs that had to be made give way to those that the catalogue knows the variants by. */
function settled(file: FileProduct, standing: StandingProduct | undefined): FileProduct {
  if (!standing) return file;
  const matched = matchVariants(file.variants, standing.variants);
  return {
    ...file,
    variants: file.variants.map((one, place) =>
      one.skuMade ? { ...one, sku: matched[place]?.sku ?? one.sku } : one,
    ),
  };
}

function taken(
  file: FileProduct,
  handle: string,
  owners: Awaited<ReturnType<typeof ownersOf>>,
): ImportFault[] {
  return file.variants.flatMap(({ line, sku, skuMade, barcode }) => {
    const [ofSku, ofBarcode] = [owners.skus.get(sku), barcode ? owners.barcodes.get(barcode) : undefined];
    const faults: ImportFault[] = [];
    if (ofSku !== undefined && ofSku !== handle)
      faults.push({
        line,
        column: "SKU",
        message: `The SKU ${sku}${skuMade ? ", made from the handle and options," : ""} belongs to the product “${ofSku}” in the catalogue.`,
      });
    if (ofBarcode !== undefined && ofBarcode !== handle)
      faults.push({
        line,
        column: "Barcode",
        message: `The barcode ${barcode} belongs to the product “${ofBarcode}” in the catalogue.`,
      });
    return faults;
  });
}

/** Notes SKUs and barcodes that two products of the file lay claim to, on every one of them but the first. */
export async function noteTwins({ db }: Where, importId: Id<"catalogueImport">): Promise<void> {
  for (const [key, name] of [
    ["sku", "SKU"],
    ["barcode", "barcode"],
  ] as const)
    await db.execute(sql`
      with claim as (
        select r.position, r.handle, (v ->> 'line')::int as line, v ->> ${key} as code
          from catalogue_import_row r, jsonb_array_elements(r.product -> 'variants') v
         where r.import_id = ${importId} and v ->> ${key} is not null
      ), first as (
        select distinct on (code) code, position, handle, line from claim order by code, position
      ), twin as (
        select c.position, jsonb_agg(jsonb_build_object('line', c.line, 'column', ${name === "SKU" ? "SKU" : "Barcode"}::text,
                 'message', format('The %s %s is that of “%s” too, on line %s.', ${name}::text, c.code, f.handle, f.line))
                 order by c.line) as faults
          from claim c join first f on f.code = c.code and f.position <> c.position
         group by c.position
      )
      update catalogue_import_row r set faults = r.faults || t.faults, effect = null
        from twin t where r.import_id = ${importId} and r.position = t.position`);
}

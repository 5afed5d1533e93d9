import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { asId, type Id } from "@/server/kernel/id";
import type { TestApp } from "@/server/testing";
import { confirmImport } from "./confirm-import";
import { exportProducts } from "./export-products";
import type { ExportFilter } from "./import.schema";
import { readImport } from "./read-import";
import { type ImportResult, runImport } from "./run-import";

/** The address of the shop in these tests. */
export const shopAddress = "https://shop.test";

/** Files as Shopify wrote them; looked for beside the repository, absent on most machines. */
const folder = join(import.meta.dirname, "..", "..", "..", "..", "shared", "data", "shopify");
export const hasSample = (name: string): boolean => existsSync(join(folder, name));
export const sample = (name: string): string => readFileSync(join(folder, name), "utf8");

/** The bytes of a file in pieces of a size that cuts words, line ends and characters in two. */
export async function* inPieces(content: string | Uint8Array, size = 61): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const upload = (test: TestApp, content: string | Uint8Array): Promise<Id<"catalogueImport">> =>
  readImport(
    test.ctx({
      kind: "staff",
      id: asId("00000000-0000-7000-8000-000000000001"),
      name: "Mo",
      role: "manager",
    }),
    { name: "products.csv", content: inPieces(content) },
    shopAddress,
  );

type Run = { leaveOut?: boolean; openingStockAt?: string };

export async function confirmAndRun(
  test: TestApp,
  id: Id<"catalogueImport">,
  { leaveOut = false, openingStockAt = "" }: Run = {},
): Promise<ImportResult | null> {
  await confirmImport(test.ctx(), { id, leaveOut, openingStockAt });
  return runImport(test.ctx(), id, { shop: shopAddress, openingStockAt: openingStockAt || undefined });
}

export const importOf = async (test: TestApp, id: string) => {
  const [row] = await test.rows<{
    status: string;
    failure: string | null;
    lines: number;
    products: number;
    variants: number;
    wrong: number;
    written: number;
    result: ImportResult | null;
  }>("select * from catalogue_import where id = $1", [id]);
  if (!row) throw new Error("There is no such import.");
  return row;
};

/** The faults of an import as sentences: "3 Variant Price: …". */
export const faultsOf = async (test: TestApp, id: string): Promise<string[]> =>
  (
    await test.rows<{ line: number; column: string | null; message: string }>(
      `select f.* from catalogue_import_row r, jsonb_to_recordset(r.faults) f(line int, "column" text, message text)
        where r.import_id = $1 order by f.line, f."column"`,
      [id],
    )
  ).map(({ line, column, message }) => `${line}${column ? ` ${column}` : ""}: ${message}`);

/** How many products an import would create, change and leave as they are. */
export const effectsOf = async (test: TestApp, id: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await test.rows<{ effect: string; count: number }>(
        "select coalesce(effect, 'wrong') as effect, count(*)::int from catalogue_import_row where import_id = $1 group by 1",
        [id],
      )
    ).map(({ effect, count }) => [effect, count]),
  );

export async function exported(test: TestApp, filter: ExportFilter = {}): Promise<string> {
  let file = "";
  for await (const piece of exportProducts(test.ctx(), filter, { shop: shopAddress, currency: "USD" }))
    file += piece;
  return file;
}

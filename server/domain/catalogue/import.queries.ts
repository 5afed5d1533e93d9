import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import {
  type CatalogueImportStatus,
  catalogueImport,
  catalogueImportRow,
  type ImportFault,
} from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { asId, type Id } from "@/server/kernel/id";
import { check } from "./check-import";
import type { ImportRow } from "./import.store";
import type { Change } from "./import-plan";

type Where = Pick<Reader, "db">;

const page = 20;

export type PastImport = Pick<
  ImportRow,
  "id" | "fileName" | "status" | "products" | "wrong" | "result" | "failure" | "createdBy" | "createdAt"
>;

/** Imports, newest first; ids are in order of time. */
export async function pastImports(
  { db }: Where,
  before?: string,
): Promise<{ rows: PastImport[]; older: string | null }> {
  const rows = await db
    .select()
    .from(catalogueImport)
    .where(before ? lt(catalogueImport.id, asId<"catalogueImport">(before)) : undefined)
    .orderBy(desc(catalogueImport.id))
    .limit(page + 1);
  return { rows: rows.slice(0, page), older: rows.length > page ? (rows[page - 1]?.id ?? null) : null };
}

export type ImportPage = Omit<ImportRow, "id"> & {
  id: Id<"catalogueImport">;
  create: number;
  change: number;
  same: number;
  /** Units that new variants would bring with them. */
  openingUnits: number;
};

/** An import with what it would come to; null when there is none. */
export async function importPage({ db }: Where, id: Id<"catalogueImport">): Promise<ImportPage | null> {
  const [row] = await db.select().from(catalogueImport).where(eq(catalogueImport.id, id));
  if (!row) return null;
  const [found] = await db
    .select({
      create: sql<number>`count(*) filter (where ${catalogueImportRow.effect} = 'create')::int`,
      change: sql<number>`count(*) filter (where ${catalogueImportRow.effect} = 'update')::int`,
      same: sql<number>`count(*) filter (where ${catalogueImportRow.effect} = 'none')::int`,
    })
    .from(catalogueImportRow)
    .where(eq(catalogueImportRow.importId, id));
  return {
    ...row,
    ...(found ?? { create: 0, change: 0, same: 0 }),
    openingUnits: row.status === "ready" ? await openingUnits({ db }, id) : 0,
  };
}

async function openingUnits({ db }: Where, id: Id<"catalogueImport">): Promise<number> {
  const { rows } = await db.execute<{ units: number }>(sql`
    select coalesce(sum((v ->> 'quantity')::bigint), 0)::float8 as units
      from catalogue_import_row r cross join lateral jsonb_array_elements(r.product -> 'variants') v
     where r.import_id = ${id} and r.effect in ('create', 'update') and (v ->> 'quantity')::int > 0
       and not exists (select 1 from variant x where x.sku = v ->> 'sku')`);
  return rows[0]?.units ?? 0;
}

export type FaultyProduct = { position: number; handle: string; faults: ImportFault[] };

/** Products with something wrong, in the file's order. */
export async function importErrors(
  { db }: Where,
  id: Id<"catalogueImport">,
  after = -1,
): Promise<{ rows: FaultyProduct[]; next: number | null }> {
  const rows = await db
    .select({
      position: catalogueImportRow.position,
      handle: catalogueImportRow.handle,
      faults: catalogueImportRow.faults,
    })
    .from(catalogueImportRow)
    .where(
      and(
        eq(catalogueImportRow.importId, id),
        gt(catalogueImportRow.position, after),
        sql`${catalogueImportRow.faults} <> '[]'::jsonb`,
      ),
    )
    .orderBy(asc(catalogueImportRow.position))
    .limit(page + 1);
  return paged(rows);
}

export type PlannedProduct = {
  position: number;
  handle: string;
  title: string;
  isNew: boolean;
  category: string;
  variants: number;
  pictures: number;
  changes: Change[];
};

/** Products that would be made or changed, with what would be different now. */
export async function importSample(
  { db }: Where,
  id: Id<"catalogueImport">,
  show: "create" | "change",
  shop: string,
  after = -1,
): Promise<{ rows: PlannedProduct[]; next: number | null }> {
  const rows = await db
    .select()
    .from(catalogueImportRow)
    .where(
      and(
        eq(catalogueImportRow.importId, id),
        gt(catalogueImportRow.position, after),
        eq(catalogueImportRow.effect, show === "create" ? "create" : "update"),
      ),
    )
    .orderBy(asc(catalogueImportRow.position))
    .limit(page + 1);
  const planned = (await check({ db }, rows, shop)).map(({ position, handle, file, plan, standing }) => ({
    position,
    handle,
    title: file?.title ?? "",
    isNew: !standing,
    category: plan?.product?.category ?? standing?.category ?? "",
    variants: file?.variants.length ?? 0,
    pictures: file?.pictures.length ?? 0,
    changes: plan?.changes ?? [],
  }));
  return paged(planned);
}

function paged<Row extends { position: number }>(rows: Row[]): { rows: Row[]; next: number | null } {
  return { rows: rows.slice(0, page), next: rows.length > page ? (rows[page - 1]?.position ?? null) : null };
}

/** Words for where an import stands. */
export const importStatusWords: Record<CatalogueImportStatus, string> = {
  reading: "Being read",
  ready: "Waits for you",
  importing: "Importing",
  done: "Imported",
  failed: "Could not be read",
  discarded: "Discarded",
};

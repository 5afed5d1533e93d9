import { sql } from "drizzle-orm";
import { catalogueImportRow } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { fileLines } from "./file-lines";
import { isSlug } from "./product";
import type { FileLine, Header } from "./shopify-columns";
import { maxLines } from "./shopify-product";

/** So much of a file is held before it is written. */
const batch = { rows: 500, lines: 2_000 };
/** A longer row of lines of one handle is written in pieces. */
const piece = 1_000;

/** The handle as our addresses are written. */
export function handleOf(text: string): string {
  const handle = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 200)
    .replace(/-+$/, "");
  return handle === "" || isSlug(handle) ? handle : `${handle}-product`;
}

/**
 * Writes a file's lines down, one row a handle. Lines of a handle usually follow each other; those that come again
 * further down are put together at the end. Returns the header and how many lines there were.
 */
export async function stageImport(
  ctx: Ctx,
  importId: Id<"catalogueImport">,
  content: AsyncIterable<Uint8Array>,
): Promise<{ header: Header; lines: number }> {
  let header: Header = { places: {}, width: 0 };
  let lines = 0;
  let position = 0;
  let open: { handle: string; lines: FileLine[] } | undefined;
  let rows: (typeof catalogueImportRow.$inferInsert)[] = [];
  let held = 0;

  const close = () => {
    if (!open) return;
    const line = open.lines[0]?.line ?? 0;
    rows.push({ importId, position, handle: open.handle, line, product: { lines: open.lines } });
    position += 1;
    open = undefined;
  };
  const write = async () => {
    if (rows.length > 0) await ctx.db.insert(catalogueImportRow).values(rows);
    rows = [];
    held = 0;
  };

  for await (const read of fileLines(content)) {
    if (read.header) {
      header = read.header;
      continue;
    }
    const { line } = read;
    lines += 1;
    held += 1;
    const handle = handleOf(line.cells.handle ?? "");
    if (open?.handle !== handle || open.lines.length >= piece) close();
    open ??= { handle, lines: [] };
    open.lines.push(line);
    if (rows.length >= batch.rows || (held >= batch.lines && rows.length > 0)) await write();
  }
  close();
  await write();
  await gather(ctx, importId);
  return { header, lines };
}

/** Puts the rows of one handle together into its first; a handle on far too many lines keeps the first of them. */
async function gather(ctx: Ctx, importId: Id<"catalogueImport">): Promise<void> {
  await ctx.db.execute(sql`
    with again as (
      select handle, min(position) as first, sum(jsonb_array_length(product -> 'lines')) as lines
        from catalogue_import_row where import_id = ${importId}
       group by handle having count(*) > 1
    ), whole as (
      select a.handle, a.first, jsonb_agg(l.line order by r.position, l.place) as lines
        from again a
        join catalogue_import_row r on r.import_id = ${importId} and r.handle = a.handle
         and (a.lines <= ${maxLines} or r.position = a.first)
        cross join lateral jsonb_array_elements(r.product -> 'lines') with ordinality l(line, place)
       group by a.handle, a.first
    ), kept as (
      update catalogue_import_row r
         set product = jsonb_build_object('lines', w.lines, 'tooMany', (select a.lines > ${maxLines} from again a where a.handle = w.handle))
        from whole w where r.import_id = ${importId} and r.position = w.first
    )
    delete from catalogue_import_row r using again a
     where r.import_id = ${importId} and r.handle = a.handle and r.position <> a.first`);
}

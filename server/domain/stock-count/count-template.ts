import { sql } from "drizzle-orm";
import { csvLine } from "@/server/kernel/csv";
import type { Reader } from "@/server/kernel/ctx";

type Row = {
  id: number;
  sku: string;
  place: string;
  lot: string | null;
  expires: string | null;
  quantity: number;
};

/** The shelves as a file of counts, by place and SKU, read page by page so that any number of them fits. */
export async function* countTemplate(
  { db }: Pick<Reader, "db">,
  options: { place: string | null; figures: boolean },
): AsyncGenerator<string> {
  yield csvLine(["sku", "place", "lot", "expires", "quantity"]);
  const here = options.place ? sql`and l.code = ${options.place}` : sql``;
  let last: Row | undefined;
  for (;;) {
    const after = last ? sql`and (l.code, v.sku, s.id) > (${last.place}, ${last.sku}, ${last.id})` : sql``;
    const { rows } = await db.execute<Row>(sql`
      select s.id::int as id, v.sku, l.code as place, t.code as lot,
             to_char(t.expires_at at time zone 'UTC', 'YYYY-MM-DD') as expires, s.on_hand as quantity
        from stock_level s
        join variant v on v.id = s.variant_id
        join location l on l.id = s.location_id
        left join lot t on t.id = s.lot_id
       where (s.on_hand > 0 or (s.lot_id is null and v.archived_at is null)) ${here} ${after}
       order by l.code, v.sku, s.id limit 5000`);
    if (rows.length === 0) return;
    yield rows
      .map((row) =>
        csvLine([row.sku, row.place, row.lot, row.expires, options.figures ? row.quantity : null]),
      )
      .join("");
    last = rows.at(-1);
  }
}

import { asc, inArray, ne, type SQL, sql } from "drizzle-orm";
import { appUser, staffChange } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { actWords, type Change } from "./act-words";
import { areas, isArea } from "./areas";
import type { AuditFilter } from "./audit.schema";
import { firstPart, type Label, rowLabels } from "./row-labels";

export type ActRow = Change & { id: number; label: Label | null };
export type Act = {
  act: number;
  /** Its newest row, which the page is cut by. */
  last: number;
  at: Date;
  userId: string;
  userName: string;
  role: string;
  words: string;
  rows: ActRow[];
  /** Rows beyond those that are shown. */
  more: number;
};

const pageSize = 25;
const rowsShown = 40;
/** How many rows are looked at for one page; an import touches many in one act. */
const looked = 3_000;

/** What staff did, newest first, one act a line. */
export async function auditPage(reader: Reader, filter: AuditFilter, size = pageSize) {
  const where = await conditions(reader, filter);
  const { rows: found } = await reader.db.execute<{ act: string; last: string }>(sql`
    select act, max(id) as last from (
      select c.act, c.id from staff_change c
       where ${sql.join(where, sql` and `)}
       order by c.id desc limit ${looked}) seen
     group by act order by last desc limit ${size + 1}`);
  const shown = found.slice(0, size).map((row) => ({ act: Number(row.act), last: Number(row.last) }));
  const acts = await actsOf(reader, shown);
  const next = found.length > size ? (shown.at(-1)?.last ?? null) : null;
  return { acts, next };
}

async function conditions(reader: Reader, filter: AuditFilter): Promise<SQL[]> {
  const { person, area, about, row, from, to, before } = filter;
  const where: SQL[] = [sql`true`];
  if (person) where.push(sql`c.user_id = ${person}`);
  if (isArea(area)) where.push(sql`c.table_name in ${[...areas[area].tables]}`);
  if (from) where.push(sql`c.at >= (${from}::date at time zone ${await zone(reader)})`);
  if (to) where.push(sql`c.at < ((${to}::date + 1) at time zone ${await zone(reader)})`);
  if (row?.includes("/"))
    where.push(sql`c.table_name = ${firstPart(row)} and c.row_key = ${row.slice(row.indexOf("/") + 1)}`);
  if (about) where.push(sql`(c.table_name, c.row_key) in (${keysAbout(about)})`);
  // An act whose rows lie on both sides of the cut stood on the page before.
  if (before)
    where.push(
      sql`c.id < ${before} and not exists (select 1 from staff_change n where n.act = c.act and n.id >= ${before})`,
    );
  return where;
}

const zone = async ({ db }: Reader): Promise<string> => {
  const { rows } = await db.execute<{ value: unknown }>(
    sql`select value from setting where key = 'timeZone'`,
  );
  return typeof rows[0]?.value === "string" ? rows[0].value : "America/New_York";
};

/** The rows that belong to an order (by its number) or an article (by its SKU). */
const keysAbout = (about: string): SQL => sql`
  with o as (select id from orders where number = upper(${about})),
       v as (select id, product_id from variant where lower(sku) = lower(${about})),
       s as (select shipment.id from shipment join o on o.id = shipment.order_id)
  select 'orders', id::text from o
  union all select 'order_line', l.id::text from order_line l join o on o.id = l.order_id
  union all select 'order_hold', h.id::text from order_hold h join o on o.id = h.order_id
  union all select 'backorder', b.id::text from backorder b join o on o.id = b.order_id
  union all select 'payment', p.id::text from payment p join o on o.id = p.order_id
  union all select 'refund', r.id::text from refund r join o on o.id = r.order_id
  union all select 'dispute', d.id::text from dispute d join o on o.id = d.order_id
  union all select 'shipment_issue', i.id::text from shipment_issue i join o on o.id = i.order_id
  union all select 'shipment', id::text from s
  union all select 'parcel', p.id::text from parcel p join s on s.id = p.shipment_id
  union all select 'variant', id::text from v
  union all select 'product', product_id::text from v
  union all select 'stock_level', l.id::text from stock_level l join v on v.id = l.variant_id
  union all select 'reorder_rule', r.variant_id || '/' || r.location_id from reorder_rule r join v on v.id = r.variant_id
  union all select 'supplier_item', i.supplier_id || '/' || i.variant_id from supplier_item i join v on v.id = i.variant_id`;

async function actsOf(reader: Reader, shown: readonly { act: number; last: number }[]): Promise<Act[]> {
  if (shown.length === 0) return [];
  const rows = await reader.db
    .select()
    .from(staffChange)
    .where(
      inArray(
        staffChange.act,
        shown.map(({ act }) => act),
      ),
    )
    .orderBy(asc(staffChange.id))
    .limit(looked);
  const changes = rows.map(({ tableName, rowKey, ...row }) => ({ ...row, table: tableName, key: rowKey }));
  const labels = await rowLabels(reader, changes);
  const labelOf = ({ table, key }: Change) => labels.get(`${table}:${firstPart(key)}`) ?? null;
  return shown.flatMap(({ act, last }) => {
    const own = changes.filter((row) => row.act === act);
    const [first] = own;
    if (!first) return [];
    const { at, userId, userName, role } = first;
    return {
      ...{ act, last, at, userId, userName, role },
      words: actWords(own, (change) => labelOf(change)?.label),
      rows: own.slice(0, rowsShown).map((row) => ({ ...row, label: labelOf(row) })),
      more: Math.max(0, own.length - rowsShown),
    };
  });
}

/** Whose acts can be asked for. */
export const auditPeople = ({ db }: Reader) =>
  db
    .select({ id: appUser.id, name: appUser.name })
    .from(appUser)
    .where(ne(appUser.role, "shopper"))
    .orderBy(asc(appUser.name));

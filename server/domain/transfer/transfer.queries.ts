import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import type { TransferStatus } from "./transfer";
import type { TransferFilter } from "./transfer.schema";

export type TransferRow = {
  number: string;
  status: TransferStatus;
  from: string;
  to: string;
  reason: string;
  sentBy: string;
  sentAt: string;
  lines: number;
  units: number;
  received: number;
  lost: number;
};

const pageSize = 50;
const iso = (column: SQL) => sql`to_json(${column}) #>> '{}'`;
const head = sql`x.number, x.status, f.code as from, t.code as to, x.reason, x.sent_by as "sentBy", ${iso(sql`x.sent_at`)} as "sentAt"`;
const places = sql`join location f on f.id = x.from_location_id join location t on t.id = x.to_location_id`;

/** Transfers, the last sent first. */
export async function transferList(
  { db }: Pick<Reader, "db">,
  filter: TransferFilter,
): Promise<{ rows: TransferRow[]; nextCursor: string | null }> {
  const from = readCursor(filter.cursor);
  const wanted: SQL[] = [];
  if (filter.show === "open") wanted.push(sql`x.status in ('sent', 'partially_received')`);
  if (filter.place) wanted.push(sql`${filter.place} in (f.code, t.code)`);
  if (from) wanted.push(sql`(x.sent_at, x.id) < (${from[0]}::timestamptz, ${from[1]}::uuid)`);
  const { rows } = await db.execute<TransferRow & { id: string }>(sql`
    with page as materialized (
      select x.* from transfer x ${places}
       ${wanted.length > 0 ? sql`where ${sql.join(wanted, sql` and `)}` : sql``}
       order by x.sent_at desc, x.id desc limit ${pageSize + 1}
    )
    select x.id, ${head}, l.*
      from page x ${places}
     cross join lateral (
       select count(*)::int as lines, sum(quantity)::int as units, sum(received)::int as received, sum(lost)::int as lost
         from transfer_line where transfer_id = x.id) l
     order by x.sent_at desc, x.id desc`);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    rows: page.map(({ id: _, ...row }) => row),
    nextCursor: rows.length > pageSize && last ? writeCursor([last.sentAt, last.id]) : null,
  };
}

export type TransferLine = {
  id: string;
  sku: string;
  barcode: string | null;
  title: string;
  variantTitle: string;
  image: string | null;
  lot: string | null;
  expiresAt: string | null;
  quantity: number;
  received: number;
  lost: number;
};

export type TransferMove = {
  id: number;
  at: string;
  what: "sent" | "called_back" | "arrived" | "set_aside" | "lost";
  sku: string;
  lot: string | null;
  quantity: number;
  reason: string | null;
  actor: string;
};

export type TransferPage = Omit<TransferRow, "lines" | "units" | "received" | "lost"> & {
  fromName: string;
  toName: string;
  receivedAt: string | null;
  lines: TransferLine[];
  moves: TransferMove[];
};

/** One transfer: what was sent, what has come of it, and every move that the ledger has of it. */
export async function transferPage({ db }: Pick<Reader, "db">, number: string): Promise<TransferPage | null> {
  const { rows } = await db.execute<TransferPage & { id: string }>(sql`
    select x.id, ${head}, f.name as "fromName", t.name as "toName", ${iso(sql`x.received_at`)} as "receivedAt"
      from transfer x ${places} where x.number = ${number}`);
  const [transfer] = rows;
  if (!transfer) return null;
  const [lines, moves] = await Promise.all([
    db.execute<TransferLine>(sql`
      select y.id, v.sku, v.barcode, p.title, v.title as "variantTitle", p.image, o.code as lot,
             ${iso(sql`o.expires_at`)} as "expiresAt", y.quantity, y.received, y.lost
        from transfer_line y
        join variant v on v.id = y.variant_id
        join product p on p.id = v.product_id
        left join lot o on o.id = y.lot_id
       where y.transfer_id = ${transfer.id} order by y.position`),
    // A unit that was lost is booked in and out again: the reader hears of the loss alone.
    db.execute<TransferMove>(sql`
      select m.id::int as id, ${iso(sql`m.occurred_at`)} as at, v.sku, o.code as lot, m.quantity, m.reason, m.actor,
             case when m.undoes is not null then 'called_back' when m.to_place = 'location' then 'sent'
                  when m.kind = 'adjust' then 'lost' when m.kind = 'quarantine' then 'set_aside' else 'arrived' end as what
        from stock_movement m
        join stock_level s on s.id = m.stock_level_id
        join variant v on v.id = s.variant_id
        left join lot o on o.id = s.lot_id
       where m.transfer_id = ${transfer.id}
         and not (m.kind = 'transfer' and m.from_place = 'location' and m.undoes is null and exists (
               select 1 from stock_movement w where w.transfer_id = m.transfer_id and w.stock_level_id = m.stock_level_id
                  and w.kind = 'adjust' and w.occurred_at = m.occurred_at and w.id > m.id))
       order by m.id desc limit 200`),
  ]);
  const { id: _, ...words } = transfer;
  return { ...words, lines: lines.rows, moves: moves.rows };
}

export type Sendable = {
  sku: string;
  title: string;
  available: number;
  lots: { code: string; expiresAt: string | null; available: number }[];
};

/** What a SKU or barcode stands for, and how much of it can leave a place; null when nothing bears that code. */
export async function sendable(
  { db, now }: Reader,
  { place, code }: { place: string; code: string },
): Promise<Sendable | null> {
  const { rows } = await db.execute<Sendable>(sql`
    select v.sku, p.title || case when v.title = '' then '' else ' · ' || v.title end as title,
           coalesce(sum(h.available), 0)::int as available,
           coalesce(json_agg(json_build_object('code', h.lot, 'expiresAt', h.expires_at, 'available', h.available)
             order by h.expires_at nulls last, h.lot) filter (where h.lot is not null and h.available > 0), '[]') as lots
      from variant v
      join product p on p.id = v.product_id
      left join (select s.variant_id, s.available, o.code as lot, o.expires_at
                   from stock_level s join location l on l.id = s.location_id left join lot o on o.id = s.lot_id
                  where l.code = ${place} and (o.expires_at is null or o.expires_at > ${now.toISOString()}::timestamptz)) h
        on h.variant_id = v.id
     where v.sku = ${code} or v.barcode = ${code}
     group by v.id, p.id order by (v.sku = ${code}) desc limit 1`);
  return rows[0] ?? null;
}

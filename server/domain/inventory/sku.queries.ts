import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import { type IncomingRow, incomingOf } from "./incoming";
import { iso, type LevelRow, levelColumns, levelJoins } from "./inventory.queries";
import { bucketSum, onlyIn } from "./ledger-sums";

export type OpenReservation = {
  order: string;
  customer: string;
  status: "reserved" | "committed";
  quantity: number;
  place: string;
  lot: string | null;
  paymentDueAt: string;
};

type SkuHead = {
  sku: string;
  title: string;
  variantTitle: string;
  barcode: string | null;
  image: string | null;
  slug: string;
  archived: boolean;
};

type SkuPage = SkuHead & {
  levels: LevelRow[];
  reservations: OpenReservation[];
  moreReservations: boolean;
  incoming: IncomingRow[];
  moreIncoming: boolean;
};

const shownReservations = 50;

/** One SKU: where its units stand, now or as the ledger had them at a moment, who holds them, and what is on its way. */
export async function skuPage(
  { db }: Pick<Reader, "db">,
  sku: string,
  asOf: Date | null,
  place?: string,
): Promise<SkuPage | null> {
  const heads = await db.execute<SkuHead>(sql`
    select v.sku, p.title, v.title as "variantTitle", v.barcode, p.image, p.slug, v.archived_at is not null as archived
      from variant v join product p on p.id = v.product_id where v.sku = ${sku}`);
  const head = heads.rows[0];
  if (!head) return null;
  const [levels, held, incoming] = await Promise.all([
    levelsOf(db, sku, asOf, place),
    reservationsOf(db, sku, place),
    incomingOf({ db }, sku, place),
  ]);
  return {
    ...head,
    levels,
    reservations: held.slice(0, shownReservations),
    moreReservations: held.length > shownReservations,
    incoming: incoming.rows,
    moreIncoming: incoming.more,
  };
}

async function reservationsOf(db: Reader["db"], sku: string, place?: string): Promise<OpenReservation[]> {
  const { rows } = await db.execute<OpenReservation>(sql`
    select o.number as "order", o.customer_name as customer, r.status, r.quantity, l.code as place, t.code as lot,
           ${iso(sql`o.payment_due_at`)} as "paymentDueAt"
      from variant v
      join stock_level s on s.variant_id = v.id ${onlyIn(place)}
      join reservation r on r.stock_level_id = s.id and r.status in ('reserved', 'committed')
      join orders o on o.id = r.order_id
      join location l on l.id = s.location_id
      left join lot t on t.id = s.lot_id
     where v.sku = ${sku}
     order by o.created_at, o.number, s.id limit ${shownReservations + 1}`);
  return rows;
}

/** The buckets of a SKU's levels; with `asOf` as the sum of the ledger up to then. */
async function levelsOf(
  db: Reader["db"],
  sku: string,
  asOf: Date | null,
  place?: string,
): Promise<LevelRow[]> {
  const units = asOf
    ? sql`(select ${bucketSum("available")} as available, ${bucketSum("reserved")} as reserved,
                  ${bucketSum("committed")} as committed, ${bucketSum("unavailable")} as unavailable
             from stock_movement m where m.stock_level_id = s.id and m.occurred_at <= ${asOf.toISOString()}::timestamptz)`
    : sql`(select s.available, s.reserved, s.committed, s.unavailable)`;
  const { rows } = await db.execute<LevelRow>(sql`
    select ${levelColumns}, u.available, u.reserved, u.committed, u.unavailable,
           u.available + u.reserved + u.committed + u.unavailable as "onHand"
      from variant v
      join stock_level s on s.variant_id = v.id ${onlyIn(place)}
      ${levelJoins}
      cross join lateral ${units} u
     where v.sku = ${sku}
     order by l.priority, l.code, t.expires_at nulls last, s.id`);
  return rows;
}

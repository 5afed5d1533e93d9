import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Money, money } from "@/server/kernel/money";
import { demandAt } from "./demand";
import { awaitedAt } from "./incoming";
import { awaitedStatuses, type PurchaseOrderStatus, type QuantityReason } from "./purchase-order";
import { unsupplied } from "./reorder.queries";
import { coveringAt } from "./restock.queries";
import { type Demand, daysLeft } from "./suggestion";

export type LowRow = {
  sku: string;
  title: string;
  variantTitle: string;
  place: string;
  since: string;
  available: number;
  reserved: number;
  incoming: number;
  onDraft: number;
  reorderPoint: number;
  reorderUpTo: number;
  /** For how many days it lasts as it sells now; null: it doesn't sell. */
  daysLeft: number | null;
  /** Whom it can be ordered from by itself. */
  supplier: string | null;
  order: {
    number: string;
    status: PurchaseOrderStatus;
    asked: boolean;
    quantity: number;
    reason: QuantityReason | null;
    expectedAt: string | null;
  } | null;
};

const pageSize = 25;
const few = 50;
const cursorSchema = z.tuple([z.string(), z.uuid(), z.uuid()]);

function readLowCursor(cursor: string | undefined): [string, string, string] | null {
  if (!cursor) return null;
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw new DomainError("invalid_input", "This page link is not complete. Start from the first page.", {});
  }
}

/** What is below its reorder point now, the latest first, and what is being done about each. */
export async function lowStock(
  { db, now }: Reader,
  timeZone: string,
  cursor: string | undefined,
): Promise<{ rows: LowRow[]; nextCursor: string | null }> {
  const from = readLowCursor(cursor);
  const { rows } = await db.execute<
    Omit<LowRow, "order" | "daysLeft"> &
      Demand & { variantId: string; locationId: string } & Record<"number" | "expectedAt", string | null> & {
        status: PurchaseOrderStatus;
        asked: boolean;
        quantity: number;
        reason: QuantityReason | null;
      }
  >(sql`
    with page as materialized (
      select r.* from reorder_rule r
       where r.low_since is not null
         ${from ? sql`and (r.low_since, r.variant_id, r.location_id) < (${from[0]}::timestamptz, ${from[1]}::uuid, ${from[2]}::uuid)` : sql``}
       order by r.low_since desc, r.variant_id desc, r.location_id desc limit ${pageSize + 1}
    )
    select v.sku, p.title, v.title as "variantTitle", l.code as place, to_json(r.low_since) #>> '{}' as since,
           r.variant_id as "variantId", r.location_id as "locationId",
           s.available, s.reserved, a.incoming, a.on_draft as "onDraft",
           r.reorder_point as "reorderPoint", r.reorder_up_to as "reorderUpTo",
           case when not ${unsupplied} then (select u.name from supplier u where u.id = r.supplier_id) end as supplier,
           c.number, c.status, c.asked, c.quantity, c.reason, to_json(c.expected_at) #>> '{}' as "expectedAt",
           d.days, d.sold, d.squares
      from page r
      join variant v on v.id = r.variant_id
      join product p on p.id = v.product_id
      join location l on l.id = r.location_id
      cross join lateral (
        select coalesce(sum(available), 0)::int as available, coalesce(sum(reserved), 0)::int as reserved
          from stock_level where variant_id = r.variant_id and location_id = r.location_id) s
      cross join lateral ${awaitedAt(sql`r.variant_id`, sql`r.location_id`)} a
      cross join lateral ${demandAt(sql`r.variant_id`, sql`r.location_id`, now, timeZone)} d
      left join lateral ${coveringAt(sql`r.variant_id`, sql`r.location_id`)} c on true
     order by r.low_since desc, r.variant_id desc, r.location_id desc`);
  const last = rows[pageSize - 1];
  return {
    rows: rows.slice(0, pageSize).map((row) => {
      const { variantId: _, locationId: __, days, sold, squares, ...rest } = row;
      const { number, status, asked, quantity, reason, expectedAt, ...low } = rest;
      return {
        ...low,
        daysLeft: daysLeft(low.available, { days, sold, squares }),
        order: number ? { number, status, asked, quantity, reason, expectedAt } : null,
      };
    }),
    nextCursor:
      rows.length > pageSize && last
        ? Buffer.from(JSON.stringify([last.since, last.variantId, last.locationId])).toString("base64url")
        : null,
  };
}

export type OpenDraft = {
  id: string;
  number: string;
  supplier: string;
  place: string;
  lines: number;
  total: Money;
  minimum: Money;
  /** A manager was asked then. */
  askedAt: string | null;
  /** A person has written on it, and it is theirs to order. */
  changedByHand: boolean;
};

/** Drafts that were opened by themselves and are not ordered yet; those that wait for a manager first. */
export async function automaticDraftList({ db }: Pick<Reader, "db">): Promise<OpenDraft[]> {
  const { rows } = await db.execute<
    Omit<OpenDraft, "total" | "minimum"> & { amount: number; least: number; currency: string }
  >(sql`
    select po.id, po.number, u.name as supplier, l.code as place, t.lines, t.amount, po.currency, u.minimum_amount as least,
           to_json(po.approval_asked_at) #>> '{}' as "askedAt",
           exists (select 1 from event e where e.aggregate = 'purchase_order' and e.aggregate_id = po.id::text
                      and e.name = 'PurchaseOrderChanged') as "changedByHand"
      from purchase_order po
      join supplier u on u.id = po.supplier_id
      join location l on l.id = po.location_id
      cross join lateral (
        select count(*)::int as lines, coalesce(sum(quantity::bigint * cost_amount), 0)::float8 as amount
          from purchase_order_line where purchase_order_id = po.id) t
     where po.status = 'draft' and po.automatic
     order by po.approval_asked_at nulls last, po.created_at limit ${few}`);
  return rows.map(({ amount, least, currency, ...row }) => ({
    ...row,
    total: money(amount, currency),
    minimum: money(least, currency),
  }));
}

export type OverdueOrder = {
  number: string;
  supplier: string;
  place: string;
  expectedAt: string;
  units: number;
};

/** What should have come by now, the longest overdue first. */
export async function overdueOrders({ db, now }: Reader): Promise<OverdueOrder[]> {
  const { rows } = await db.execute<OverdueOrder>(sql`
    select po.number, u.name as supplier, l.code as place, to_json(po.expected_at) #>> '{}' as "expectedAt",
           (select coalesce(sum(greatest(quantity - received - given_up, 0)), 0)::int
              from purchase_order_line where purchase_order_id = po.id) as units
      from purchase_order po join supplier u on u.id = po.supplier_id join location l on l.id = po.location_id
     where po.status in ${[...awaitedStatuses]} and po.expected_at < ${now.toISOString()}::timestamptz
     order by po.expected_at limit ${few}`);
  return rows;
}

export type PurchasingCounts = {
  toApprove: number;
  overdue: number;
  low: number;
  uncovered: number;
  unsupplied: number;
};

/** How much of each there is: for the Today page and the alerts' headings. Counted up to a thousand. */
export async function purchasingCounts({ db, now }: Reader): Promise<PurchasingCounts> {
  const counted = (rows: ReturnType<typeof sql>) =>
    sql`(select count(*)::int from (${rows} limit 1000) counted)`;
  const { rows } = await db.execute<PurchasingCounts>(sql`
    select ${counted(sql`select 1 from purchase_order where status = 'draft' and approval_asked_at is not null`)} as "toApprove",
           ${counted(sql`select 1 from purchase_order where status in ${[...awaitedStatuses]}
             and expected_at < ${now.toISOString()}::timestamptz`)} as overdue,
           ${counted(sql`select 1 from reorder_rule r where r.low_since is not null`)} as low,
           ${counted(sql`select 1 from reorder_rule r where r.low_since is not null and not exists (
             select 1 from ${coveringAt(sql`r.variant_id`, sql`r.location_id`)} c)`)} as uncovered,
           ${counted(sql`select 1 from reorder_rule r where ${unsupplied}`)} as unsupplied`);
  return rows[0] ?? { toApprove: 0, overdue: 0, low: 0, uncovered: 0, unsupplied: 0 };
}

import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import type { CountLineStatus } from "./stock-count";

export type ReviewLine = {
  id: string;
  sku: string;
  title: string;
  variantTitle: string;
  lot: string | null;
  status: CountLineStatus;
  expected: number;
  counted: number;
  difference: number;
  /** The difference in money, by price. */
  amount: number;
  currency: string;
  countedBy: string;
  countedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  /** What can be booked away now; less than what is missing when orders hold the rest. */
  available: number;
};

export type CountReview = {
  waiting: ReviewLine[];
  moreWaiting: boolean;
  /** Differences that are booked or were left, largest first. */
  done: ReviewLine[];
  moreDone: boolean;
  booked: { lines: number; plus: number; minus: number; amount: number; currency: string } | null;
};

const shown = 200;

/** What managers see of a count: what the books expected, what was found, and who let it through. */
export async function countReview({ db }: Pick<Reader, "db">, number: string): Promise<CountReview> {
  const lines = (status: readonly CountLineStatus[]) =>
    db.execute<ReviewLine>(sql`
      select x.id, v.sku, p.title, v.title as "variantTitle", t.code as lot, x.status, x.expected, x.counted,
             x.counted - x.expected as difference,
             ((x.counted - x.expected)::bigint * v.price_amount)::float8 as amount, v.currency,
             x.counted_by as "countedBy", to_json(x.counted_at) #>> '{}' as "countedAt",
             x.decided_by as "decidedBy", to_json(x.decided_at) #>> '{}' as "decidedAt",
             coalesce(s.available, 0) as available
        from stock_count c
        join stock_count_line x on x.count_id = c.id
        join variant v on v.id = x.variant_id
        join product p on p.id = v.product_id
        left join lot t on t.id = x.lot_id
        left join stock_level s on s.variant_id = x.variant_id and s.location_id = c.location_id
                               and s.lot_id is not distinct from x.lot_id
       where c.number = ${number} and x.status in ${status} and (x.status <> 'booked' or x.counted <> x.expected)
       order by abs(x.counted - x.expected)::bigint * v.price_amount desc, x.position limit ${shown + 1}`);
  const [waiting, done, sums] = await Promise.all([
    lines(["to_approve"]),
    lines(["booked", "rejected"]),
    db.execute<NonNullable<CountReview["booked"]>>(sql`
      select count(*)::int as lines, coalesce(sum(greatest(x.counted - x.expected, 0)), 0)::int as plus,
             coalesce(sum(greatest(x.expected - x.counted, 0)), 0)::int as minus,
             coalesce(sum((x.counted - x.expected)::bigint * v.price_amount), 0)::float8 as amount, v.currency
        from stock_count c join stock_count_line x on x.count_id = c.id join variant v on v.id = x.variant_id
       where c.number = ${number} and x.status = 'booked' group by v.currency limit 1`),
  ]);
  return {
    waiting: waiting.rows.slice(0, shown),
    moreWaiting: waiting.rows.length > shown,
    done: done.rows.slice(0, shown),
    moreDone: done.rows.length > shown,
    booked: sums.rows[0] ?? null,
  };
}

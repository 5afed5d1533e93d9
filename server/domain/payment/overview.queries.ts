import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import { localText } from "@/server/kernel/local-time";
import type { OverviewFilter } from "./overview.schema";
import type { PaymentProvider, PaymentStatus } from "./payment";

export type MoneyDay = { day: string; captured: number; refunded: number };
export type MoneyOfProvider = {
  provider: PaymentProvider;
  currency: string;
  payments: number;
  captured: number;
  fees: number;
  /** Captured payments whose fee the provider has not told yet. */
  withoutFee: number;
  refunds: number;
  refunded: number;
  disputesLost: number;
};

/** At most this many days are drawn; a longer span keeps its end. */
const mostDays = 92;
const dayMs = 86_400_000;

/** The chosen days on the shop's calendar, in order and not too many. */
export function chosenDays({ now }: Pick<Reader, "now">, filter: OverviewFilter, timeZone: string) {
  const today = localText(now, timeZone).slice(0, 10);
  const to = filter.to && filter.to <= today ? filter.to : today;
  const back = (days: number) =>
    new Date(Date.parse(`${to}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10);
  const asked = filter.from && filter.from <= to ? filter.from : back(29);
  const earliest = back(mostDays - 1);
  // biome-ignore lint/complexity/useMathMinMax: days are text, in the order of the calendar
  return { from: asked < earliest ? earliest : asked, to, today };
}

/** What came in, went back and was kept by the providers on the chosen days, by provider and currency. */
export async function moneyByProvider(
  { db }: Pick<Reader, "db">,
  days: { from: string; to: string },
  timeZone: string,
): Promise<MoneyOfProvider[]> {
  const { start, end } = bounds(days, timeZone);
  const { rows } = await db.execute<MoneyOfProvider>(sql`
    with taken as (
      select provider, currency, count(*) as payments, sum(captured_amount) as captured,
             sum(coalesce(fee_amount, 0)) as fees, count(*) filter (where fee_amount is null) as no_fee
        from payment where status = 'captured' and captured_at >= ${start} and captured_at < ${end}
       group by 1, 2
    ), back as (
      select p.provider, p.currency, count(*) as refunds, sum(r.amount) as refunded
        from refund r join payment p on p.id = r.payment_id
       where r.status = 'succeeded' and coalesce(r.succeeded_at, r.changed_at) >= ${start}
         and coalesce(r.succeeded_at, r.changed_at) < ${end} and r.created_at < ${end}
       group by 1, 2
    ), lost as (
      select provider, currency, sum(amount) as lost from dispute
       where status = 'lost' and closed_at >= ${start} and closed_at < ${end} group by 1, 2
    ), any_of as (
      select provider, currency from taken union select provider, currency from back union select provider, currency from lost
    )
    select a.provider, a.currency, coalesce(payments, 0)::int as payments, coalesce(captured, 0)::float8 as captured,
           coalesce(fees, 0)::float8 as fees, coalesce(no_fee, 0)::int as "withoutFee",
           coalesce(refunds, 0)::int as refunds, coalesce(refunded, 0)::float8 as refunded,
           coalesce(lost, 0)::float8 as "disputesLost"
      from any_of a left join taken t using (provider, currency) left join back b using (provider, currency)
      left join lost l using (provider, currency)
     order by captured desc nulls last, a.provider`);
  return rows;
}

/** Captured and refunded by day in one currency: every chosen day, also the empty ones. */
export async function moneyByDay(
  { db }: Pick<Reader, "db">,
  days: { from: string; to: string },
  timeZone: string,
  currency: string,
): Promise<MoneyDay[]> {
  const { start, end } = bounds(days, timeZone);
  const { rows } = await db.execute<MoneyDay>(sql`
    with day as (
      select generate_series(${days.from}::date, ${days.to}::date, interval '1 day')::date as day
    ), moved as (
      select (captured_at at time zone ${timeZone})::date as day, captured_amount as captured, 0 as refunded
        from payment where status = 'captured' and currency = ${currency}
         and captured_at >= ${start} and captured_at < ${end}
      union all
      select (coalesce(r.succeeded_at, r.changed_at) at time zone ${timeZone})::date, 0, r.amount
        from refund r join payment p on p.id = r.payment_id
       where r.status = 'succeeded' and p.currency = ${currency} and r.created_at < ${end}
         and coalesce(r.succeeded_at, r.changed_at) >= ${start} and coalesce(r.succeeded_at, r.changed_at) < ${end}
    )
    select to_char(day.day, 'YYYY-MM-DD') as day, coalesce(sum(captured), 0)::float8 as captured,
           coalesce(sum(refunded), 0)::float8 as refunded
      from day left join moved on moved.day = day.day group by day.day order by day.day`);
  return rows;
}

const bounds = ({ from, to }: { from: string; to: string }, timeZone: string) => ({
  start: sql`(${from}::timestamp at time zone ${timeZone})`,
  end: sql`((${to}::date + 1)::timestamp at time zone ${timeZone})`,
});

export type Unfinished = {
  status: PaymentStatus;
  count: number;
  amount: number;
  currency: string;
  oldest: string;
};

/** Payments that may still become money, by where they stand. */
export async function unfinishedPayments({ db }: Pick<Reader, "db">): Promise<Unfinished[]> {
  const { rows } = await db.execute<Unfinished>(sql`
    select status, currency, count(*)::int as count, sum(amount)::float8 as amount,
           to_json(min(changed_at)) #>> '{}' as oldest
      from payment where status not in ('captured', 'failed', 'expired', 'voided')
     group by status, currency order by status, currency`);
  return rows;
}

export type OpenSum = { currency: string; count: number; amount: number; first: string | null };

/** Disputes that wait for somebody, with the first deadline of them; and refunds that have failed. */
export async function openTroubles({ db }: Pick<Reader, "db">) {
  const [disputes, refunds] = await Promise.all([
    db.execute<OpenSum>(sql`
      select currency, count(*)::int as count, sum(amount)::float8 as amount,
             to_json(min(evidence_due_at) filter (where status = 'needs_response')) #>> '{}' as first
        from dispute where closed_at is null group by currency order by currency`),
    db.execute<OpenSum>(sql`
      select p.currency, count(*)::int as count, sum(r.amount)::float8 as amount,
             to_json(min(r.changed_at)) #>> '{}' as first
        from refund r join payment p on p.id = r.payment_id where r.status = 'failed'
       group by p.currency order by p.currency`),
  ]);
  return { disputes: disputes.rows, failedRefunds: refunds.rows };
}

import { type SQL, sql } from "drizzle-orm";
import { demandDays } from "./suggestion";

/**
 * One row with `days`, `sold` and `squares` for a variant at a place, for a `cross join lateral`: units that were paid for on
 * each of the last 60 whole days where the shop is, orders that were cancelled left out. The days count from the first
 * movement there.
 */
export const demandAt = (variantId: SQL, locationId: SQL, now: Date, timeZone: string): SQL => sql`(
  with here as (
    select id from stock_level where variant_id = ${variantId} and location_id = ${locationId}
  ), today as (
    select (${now.toISOString()}::timestamptz at time zone ${timeZone})::date as day
  ), span as (
    select today.day, greatest(least(${demandDays}, today.day - (
             select min((f.occurred_at at time zone ${timeZone})::date)
               from here cross join lateral (
                 select occurred_at from stock_movement m where m.stock_level_id = here.id order by m.id limit 1) f)), 0) as days
      from today
  ), sales as (
    select sum(m.quantity) as units
      from here join stock_movement m on m.stock_level_id = here.id and m.kind = 'deduct'
      left join orders o on o.id = m.order_id
      cross join span
     where m.occurred_at >= ((span.day - span.days)::timestamp at time zone ${timeZone})
       and m.occurred_at < (span.day::timestamp at time zone ${timeZone})
       and o.status is distinct from 'cancelled'
     group by (m.occurred_at at time zone ${timeZone})::date
  )
  select span.days::int as days, coalesce((select sum(units) from sales), 0)::float8 as sold,
         coalesce((select sum(units * units) from sales), 0)::float8 as squares
    from span)`;

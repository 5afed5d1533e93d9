import { type SQL, sql } from "drizzle-orm";
import type { Bucket } from "./stock";

/** What moves `m` put into a bucket less what they took out of it. */
export const bucketSum = (bucket: Bucket): SQL =>
  sql`coalesce(sum(case when m.to_place = ${bucket} then m.quantity when m.from_place = ${bucket} then -m.quantity end), 0)::int`;

/**
 * The same for a shelf as a whole: moves between its buckets change nothing. The buckets come first among the places, so
 * one comparison tells them; this runs for every move of a ledger.
 */
export const onHandSum: SQL = sql`coalesce(sum(case
  when m.to_place <= 'unavailable' and m.from_place > 'unavailable' then m.quantity
  when m.from_place <= 'unavailable' and m.to_place > 'unavailable' then -m.quantity end), 0)::int`;

/** Narrows levels `s` to one place. */
export const onlyIn = (place: string | undefined): SQL =>
  place ? sql`and s.location_id = (select id from location where code = ${place})` : sql``;

import { sql } from "drizzle-orm";
import { after, minutes } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import { fetchingPictures, maxFetches } from "./picture";

export type LinkedPicture = { id: string; product: string; slug: string; src: string; attempts: number };

/** Pause after a try in vain; what was tried less often comes first. */
const pause = minutes(10);

/** Pictures that are only links and may be tried now. */
export async function linkedPictures({ db, now }: Reader, limit: number): Promise<LinkedPicture[]> {
  const { rows } = await db.execute<LinkedPicture>(sql`
    select i.id, i.product_id as product, p.slug, i.src, coalesce(r.attempts, 0)::int as attempts
      from product_image i
      join product p on p.id = i.product_id
      left join policy_run r on r.policy = ${fetchingPictures} and r.trigger = i.id::text
     where i.src ~* '^https?://'
       and (r.attempts is null
            or (r.attempts < ${maxFetches} and r.finished_at <= ${after(now, -pause).toISOString()}::timestamptz))
     order by coalesce(r.attempts, 0), i.id limit ${limit}`);
  return rows;
}

import { eq, isNull, sql } from "drizzle-orm";
import { crmBackfill } from "@/db/schema";
import { actorName, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";

const chunk = 2_000;

/** Begins to bring everything in step: every customer who has ordered or registered, and every order. One runs at a time. */
export async function startBackfill(ctx: Ctx): Promise<Id<"crmBackfill">> {
  const id = newId<"crmBackfill">();
  const { rows } = await ctx.db.execute<{ total: number }>(
    sql`select (select count(*) from customer where erased_at is null)::int + (select count(*) from orders)::int as total`,
  );
  const made = await inTransaction(ctx, (tx) =>
    tx.db
      .insert(crmBackfill)
      .values({ id, startedBy: actorName(ctx.actor), total: rows[0]?.total ?? 0, startedAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: crmBackfill.id }),
  );
  if (made.length === 0)
    throw new DomainError("invalid_transition", "A backfill is running already; it goes on by itself.");
  return id;
}

/**
 * Marks the next customers, then orders, as waiting; where it stands is kept, so that it goes on after a crash. Returns
 * how many it marked: 0 when none is running or it has come to its end.
 */
export async function continueBackfill(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const [run] = await tx.db.select().from(crmBackfill).where(isNull(crmBackfill.finishedAt)).for("update");
    if (!run) return 0;
    const [kind = "contact", from = ""] = run.cursor?.split(":") ?? [];
    const table = kind === "contact" ? sql`customer` : sql`orders`;
    const { rows } = await tx.db.execute<{ our_id: string }>(sql`
      insert into crm_record (kind, our_id, state, wanted_at)
      select ${kind}::crm_kind, id, 'waiting', ${tx.now.toISOString()}::timestamptz from ${table}
       where ${from === "" ? sql`true` : sql`id > ${from}::uuid`} order by id limit ${chunk}
      on conflict (kind, our_id) do update
         set state = 'waiting', wanted_at = excluded.wanted_at, attempts = 0, next_try_at = null, failure = null, digest = null
      returning our_id`);
    const last = rows
      .map((row) => row.our_id)
      .sort()
      .at(-1);
    const through = rows.length < chunk;
    await tx.db
      .update(crmBackfill)
      .set({
        marked: sql`${crmBackfill.marked} + ${rows.length}`,
        cursor: through ? "deal:" : `${kind}:${last}`,
        ...(through && kind === "deal" ? { finishedAt: tx.now } : {}),
      })
      .where(eq(crmBackfill.id, run.id));
    // An end of the customers is not the end: orders come next.
    return through && kind === "contact" ? Math.max(rows.length, 1) : rows.length;
  });
}

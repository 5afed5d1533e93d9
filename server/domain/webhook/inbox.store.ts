import { and, asc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import { webhookInbox } from "@/db/schema";
import { actorName, type Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { log } from "@/server/kernel/log";
import { type WebhookVendor, withoutSecrets } from "./webhook";

export type WebhookRow = typeof webhookInbox.$inferSelect;
export type Verdict = WebhookRow["verdict"];

/** What came of acting on a notification: in words, and the order it turned out to be about. */
export type Judgement = {
  verdict: Exclude<Verdict, "received">;
  note: string;
  orderId?: Id<"order"> | null | undefined;
};

type Told = {
  vendor: WebhookVendor;
  /** The vendor's own id of it, or a digest where it has none: the same one again is the same notification. */
  eventId: string;
  type: string;
  /** What was verified and is acted on. */
  event: unknown;
  /** What the vendor sent, for people to read. */
  raw: unknown;
};

/** Keeps a verified notification once, before anything is done about it. */
export async function keepWebhook(
  { db, now }: Pick<Ctx, "db" | "now">,
  { vendor, eventId, type, event, raw }: Told,
): Promise<{ inboxId: Id<"webhook">; repeated: boolean }> {
  const [row] = await db
    .insert(webhookInbox)
    .values({
      id: newId<"webhook">(),
      vendor,
      eventId,
      type,
      body: { event, raw: withoutSecrets(raw) },
      receivedAt: now,
    })
    .onConflictDoUpdate({
      target: [webhookInbox.vendor, webhookInbox.eventId],
      set: { deliveries: sql`${webhookInbox.deliveries} + 1` },
    })
    .returning({ id: webhookInbox.id, deliveries: webhookInbox.deliveries });
  if (!row) throw new Error("The webhook was not written.");
  return { inboxId: row.id, repeated: row.deliveries > 1 };
}

/**
 * Acts on a kept notification and notes what came of it; what goes wrong parks it. One that is done with is left alone,
 * unless `again`: then it stays done with, whatever this try comes to, and the try is noted with who wanted it.
 */
export async function judge(
  ctx: Ctx,
  inboxId: Id<"webhook">,
  act: (row: WebhookRow) => Promise<Judgement>,
  { again = false } = {},
): Promise<Judgement> {
  const [row] = await ctx.db.select().from(webhookInbox).where(eq(webhookInbox.id, inboxId));
  if (!row) throw new DomainError("not_found", "There is no such notification.", { webhook: inboxId });
  if (!again && (row.verdict === "processed" || row.verdict === "ignored"))
    return { verdict: row.verdict, note: row.note ?? "" };
  const judgement = await act(row).catch((error: unknown): Judgement => {
    const note = error instanceof Error ? error.message : String(error);
    log.warn({ webhook: row.eventId, type: row.type, reason: note }, "webhook not processed yet");
    return { verdict: "parked", note };
  });
  await conclude(ctx, inboxId, judgement, again);
  return judgement;
}

async function conclude(
  ctx: Ctx,
  id: Id<"webhook">,
  { verdict, note, orderId }: Judgement,
  again: boolean,
): Promise<void> {
  const { verdict: was, note: noted, processedAt, body } = webhookInbox;
  const finished = sql`${was} in ('processed', 'ignored')`;
  const unlessFinished = (fresh: SQL, kept: SQL) =>
    verdict === "parked" ? sql`case when ${finished} then ${kept} else ${fresh} end` : fresh;
  await ctx.db
    .update(webhookInbox)
    .set({
      verdict: unlessFinished(sql`${verdict}::webhook_verdict`, sql`${was}`),
      note: unlessFinished(sql`${note}`, sql`${noted}`),
      processedAt: unlessFinished(
        verdict === "parked" ? sql`null` : sql`${ctx.now.toISOString()}::timestamptz`,
        sql`${processedAt}`,
      ),
      attempts: sql`${webhookInbox.attempts} + 1`,
      ...(orderId ? { orderId } : {}),
      ...(again ? { body: withTry(body, ctx, { verdict, note }) } : {}),
    })
    .where(eq(webhookInbox.id, id));
}

/** A try that a person wanted. */
export type Try = { by: string; at: string; verdict: Verdict; note: string };

/** The last twenty of them are kept beside the body. */
const withTry = (
  body: typeof webhookInbox.body,
  ctx: Ctx,
  { verdict, note }: Pick<Try, "verdict" | "note">,
) => {
  const one: Try = { by: actorName(ctx.actor), at: ctx.now.toISOString(), verdict, note };
  return sql`jsonb_set(${body}, '{tries}',
    jsonb_path_query_array(coalesce(${body} -> 'tries', '[]') || ${JSON.stringify([one])}::jsonb, '$[last-19 to last]'))`;
};

/** A parked notification that a person has looked at and wants no more tries for. */
export async function putAside(ctx: Ctx, id: Id<"webhook">): Promise<boolean> {
  const note = "Nothing needs to be done about it.";
  const done = await ctx.db
    .update(webhookInbox)
    .set({
      verdict: "ignored",
      note,
      processedAt: ctx.now,
      body: withTry(webhookInbox.body, ctx, { verdict: "ignored", note }),
    })
    .where(and(eq(webhookInbox.id, id), inArray(webhookInbox.verdict, ["received", "parked"])))
    .returning({ id: webhookInbox.id });
  return done.length > 0;
}

/** A notification is tried for about a week; afterwards only when a person says so. */
const mostTries = 180;

/**
 * When a parked one is tried next: half a minute after it came, then with pauses that grow to an hour. It follows from the
 * number of tries alone, so any process may take it up.
 */
const nextTry = sql`(${webhookInbox.receivedAt} + interval '30 seconds' + interval '1 minute'
  * case when ${webhookInbox.attempts} <= 6 then power(2, ${webhookInbox.attempts}) - 1 else 63 + 60 * (${webhookInbox.attempts} - 6) end)`;

/** The same for people to read; null when no further try comes by itself. */
export const nextTryAt = sql<Date | null>`case when ${webhookInbox.verdict} in ('received', 'parked')
  and ${webhookInbox.attempts} < ${sql.raw(String(mostTries))} then ${nextTry} end`.mapWith(
  webhookInbox.receivedAt,
);

/** Kept notifications that still wait for their effect and whose next try has come; those tried least come first. */
export const unfinishedWebhooks = (
  { db, now }: Pick<Ctx, "db" | "now">,
  limit: number,
  vendors: readonly WebhookVendor[],
) =>
  db
    .select({ id: webhookInbox.id, vendor: webhookInbox.vendor })
    .from(webhookInbox)
    .where(
      and(
        inArray(webhookInbox.verdict, ["received", "parked"]),
        inArray(webhookInbox.vendor, [...vendors]),
        sql`${nextTry} <= ${now.toISOString()}::timestamptz`,
        lt(webhookInbox.attempts, mostTries),
      ),
    )
    // Parked ones, asked about many times, don't keep fresh ones waiting.
    .orderBy(asc(webhookInbox.attempts), asc(webhookInbox.receivedAt))
    .limit(limit);

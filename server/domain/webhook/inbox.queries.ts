import { and, asc, desc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import { orders, webhookInbox } from "@/db/schema";
import { after, minutes } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import { asId } from "@/server/kernel/id";
import type { InboxFilter } from "./inbox.schema";
import { nextTryAt, type Try } from "./inbox.store";
import { mentioned } from "./mentioned";
import { withoutPeople } from "./webhook";

const shown = {
  id: webhookInbox.id,
  vendor: webhookInbox.vendor,
  eventId: webhookInbox.eventId,
  type: webhookInbox.type,
  verdict: webhookInbox.verdict,
  note: webhookInbox.note,
  attempts: webhookInbox.attempts,
  deliveries: webhookInbox.deliveries,
  receivedAt: webhookInbox.receivedAt,
  processedAt: webhookInbox.processedAt,
  orderNumber: orders.number,
};

type Turn = { after?: string | undefined; before?: string | undefined; timeZone: string; limit?: number };

/** One page of what vendors have told us, newest first. */
export async function listInbox(reader: Reader, filter: InboxFilter, turn: Turn) {
  const limit = turn.limit ?? 50;
  const backwards = turn.before !== undefined;
  const from = readCursor(turn.before ?? turn.after);
  const order = backwards ? asc : desc;
  const found = await reader.db
    .select(shown)
    .from(webhookInbox)
    .leftJoin(orders, eq(orders.id, webhookInbox.orderId))
    .where(and(await whereOf(reader, filter, turn.timeZone), beyond(from, backwards)))
    .orderBy(order(webhookInbox.receivedAt), order(webhookInbox.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  const more = found.length > limit;
  return {
    rows,
    newer: first && (backwards ? more : from !== null) ? cursorOf(first) : null,
    older: last && (backwards || more) ? cursorOf(last) : null,
  };
}
export type InboxRow = Awaited<ReturnType<typeof listInbox>>["rows"][number];

const cursorOf = (row: { receivedAt: Date; id: string }) =>
  writeCursor([row.receivedAt.toISOString(), row.id]);

const beyond = (from: ReturnType<typeof readCursor>, backwards: boolean): SQL | undefined =>
  from
    ? sql`(${webhookInbox.receivedAt}, ${webhookInbox.id}) ${sql.raw(backwards ? ">" : "<")} (${from[0]}::timestamptz, ${from[1]}::uuid)`
    : undefined;

async function whereOf(reader: Reader, filter: InboxFilter, timeZone: string): Promise<SQL | undefined> {
  const { vendor, verdict, type, from, to, q } = filter;
  return and(
    vendor ? eq(webhookInbox.vendor, vendor) : undefined,
    verdict ? eq(webhookInbox.verdict, verdict) : undefined,
    type ? sql`starts_with(${webhookInbox.type}, ${type})` : undefined,
    from ? sql`${webhookInbox.receivedAt} >= ${startOf(from, timeZone)}` : undefined,
    to ? sql`${webhookInbox.receivedAt} < ${startOf(to, timeZone, 1)}` : undefined,
    q ? await mentioned(reader, q) : undefined,
  );
}

/** Midnight where the shop is. */
const startOf = (day: string, timeZone: string, plusDays = 0): SQL =>
  sql`((${day}::date + ${plusDays}::int)::timestamp at time zone ${timeZone})`;

/** One notification as its page shows it; whoever may not see people's data gets it without. */
export async function inboxEntry({ db }: Reader, id: string, { people }: { people: boolean }) {
  const [row] = await db
    .select({ ...shown, body: webhookInbox.body, nextTryAt })
    .from(webhookInbox)
    .leftJoin(orders, eq(orders.id, webhookInbox.orderId))
    .where(eq(webhookInbox.id, asId<"webhook">(id)));
  if (!row) return null;
  const { body, ...entry } = row;
  const { event, raw, tries = [] } = body as { event: unknown; raw?: unknown; tries?: Try[] };
  const seen = (value: unknown) => JSON.stringify(people ? value : withoutPeople(value), null, 2);
  return {
    ...entry,
    /** What we read in it. */
    event: seen(event),
    /** Null once it is old and done with. */
    raw: raw === undefined ? null : seen(raw),
    tries: tries.toReversed(),
  };
}
export type InboxEntry = NonNullable<Awaited<ReturnType<typeof inboxEntry>>>;

const many = 1000;

/** What has been parked for a while, oldest first: younger ones are likely to find their payment by themselves. */
export async function parkedTooLong({ db, now }: Reader): Promise<{ count: number; oldest: Date | null }> {
  const rows = await db
    .select({ at: webhookInbox.receivedAt })
    .from(webhookInbox)
    .where(
      and(
        inArray(webhookInbox.verdict, ["received", "parked"]),
        lt(webhookInbox.receivedAt, after(now, -minutes(10))),
      ),
    )
    .orderBy(asc(webhookInbox.receivedAt))
    .limit(many);
  return { count: rows.length, oldest: rows[0]?.at ?? null };
}

/** Whether anything waits that "process all" could take up; counted no further than it takes. */
export async function parkedNow({ db }: Reader): Promise<number> {
  const rows = await db
    .select({ id: webhookInbox.id })
    .from(webhookInbox)
    .where(inArray(webhookInbox.verdict, ["received", "parked"]))
    .limit(many);
  return rows.length;
}

import { and, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { mailBlock, notification, orders } from "@/db/schema";
import { type EmailName, emailNames } from "@/emails/render";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import { asId, type Id } from "@/server/kernel/id";
import { type MessageState, stateOf, whyNotAgain } from "./notification";
import type { MessageFilter } from "./notification.schema";

const columns = {
  id: notification.id,
  template: notification.template,
  recipient: notification.recipient,
  subject: notification.subject,
  status: notification.status,
  failure: notification.failure,
  bouncedAt: notification.bouncedAt,
  bounce: notification.bounce,
  repeatOf: notification.repeatOf,
  createdAt: notification.createdAt,
  sentAt: notification.sentAt,
  kept: sql<boolean>`${notification.props} is not null`,
  orderNumber: orders.number,
};

type Row = Omit<typeof notification.$inferSelect, "key" | "props" | "orderId" | "eventId" | "providerRef"> & {
  kept: boolean;
  orderNumber: string | null;
};

const shown = ({ status, failure, bounce, kept, ...row }: Row) => ({
  ...row,
  state: stateOf({ status, bouncedAt: row.bouncedAt, bounce }),
  /** Why it did not arrive, in the words of whoever said so. */
  reason: bounce ?? failure,
  mayRepeat: whyNotAgain({ props: kept ? {} : null }) === null,
});
export type MessageRow = ReturnType<typeof shown>;

/** Mails, newest first. A cursor that isn't ours starts at the newest. */
export async function listMessages({ db }: Reader, filter: MessageFilter, cursor?: string, limit = 40) {
  const rows = await db
    .select(columns)
    .from(notification)
    .leftJoin(orders, eq(orders.id, notification.orderId))
    .where(
      and(
        filter.to ? eq(notification.recipient, filter.to.toLowerCase()) : undefined,
        filter.template ? eq(notification.template, filter.template) : undefined,
        // The number is looked up first: by it alone a few rows are read.
        filter.order
          ? inArray(
              notification.orderId,
              db.select({ id: orders.id }).from(orders).where(eq(orders.number, filter.order.toUpperCase())),
            )
          : undefined,
        filter.state && inState(filter.state),
        olderThan(cursor),
      ),
    )
    .orderBy(desc(notification.createdAt), desc(notification.id))
    .limit(limit + 1);
  const last = rows[limit - 1];
  const older = rows.length > limit && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null;
  return { rows: rows.slice(0, limit).map(shown), older };
}

function inState(state: MessageState): SQL | undefined {
  const sent = eq(notification.status, "sent");
  switch (state) {
    case "bounced":
      return isNotNull(notification.bouncedAt);
    case "delayed":
      return and(sent, isNull(notification.bouncedAt), isNotNull(notification.bounce));
    case "sent":
      return and(sent, isNull(notification.bouncedAt), isNull(notification.bounce));
    default:
      return and(eq(notification.status, state), isNull(notification.bouncedAt));
  }
}

function olderThan(cursor: string | undefined): SQL | undefined {
  try {
    const at = readCursor(cursor);
    return at
      ? sql`(${notification.createdAt}, ${notification.id}) < (${at[0]}::timestamptz, ${at[1]}::uuid)`
      : undefined;
  } catch {
    return undefined;
  }
}

/** The mails of one order, newest first. */
export async function messagesOfOrder({ db }: Reader, orderId: Id<"order">): Promise<MessageRow[]> {
  const rows = await db
    .select(columns)
    .from(notification)
    .leftJoin(orders, eq(orders.id, notification.orderId))
    .where(eq(notification.orderId, orderId))
    .orderBy(desc(notification.createdAt), desc(notification.id));
  return rows.map(shown);
}

/** One mail with what is kept of it, its repeats, and what its address is not written about. */
export async function oneMessage({ db }: Reader, given: string) {
  const id = asId<"notification">(given);
  const [row] = await db
    .select({ ...columns, intent: notification })
    .from(notification)
    .leftJoin(orders, eq(orders.id, notification.orderId))
    .where(eq(notification.id, id));
  if (!row) return null;
  const { intent, ...rest } = row;
  const root = intent.repeatOf ?? intent.id;
  const [family, blocks] = await Promise.all([
    db
      .select(columns)
      .from(notification)
      .leftJoin(orders, eq(orders.id, notification.orderId))
      .where(or(eq(notification.id, root), eq(notification.repeatOf, root)))
      .orderBy(notification.createdAt),
    db.select().from(mailBlock).where(eq(mailBlock.email, intent.recipient.toLowerCase())),
  ]);
  return { ...shown(rest), intent, blocks, family: family.map(shown).filter((one) => one.id !== intent.id) };
}

/** "order-confirmation" as people say it. */
export const templateWords = (template: string): string => {
  const words = template.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const allTemplates = (): { name: EmailName; words: string }[] =>
  emailNames
    .map((name) => ({ name, words: templateWords(name) }))
    .sort((a, b) => a.words.localeCompare(b.words));

import { and, inArray, lt, sql } from "drizzle-orm";
import { webhookInbox } from "@/db/schema";
import { after, days } from "@/server/kernel/clock";
import type { Ctx } from "@/server/kernel/ctx";

/** A body tells about people, and nobody asks for it after so long. */
const keptMs = days(90);
/** Nor does anybody send the same event again after so long. */
const rowKeptMs = days(400);
const atOnce = 5000;

const finished = inArray(webhookInbox.verdict, ["processed", "ignored"]);

/** Takes the vendor's words out of what is done with and old, and forgets the rest of it later. Gives how many lost them. */
export async function forgetBodies({ db, now }: Pick<Ctx, "db" | "now">): Promise<number> {
  const old = db
    .select({ id: webhookInbox.id })
    .from(webhookInbox)
    .where(
      and(
        finished,
        lt(webhookInbox.receivedAt, after(now, -keptMs)),
        sql`jsonb_exists(${webhookInbox.body}, 'raw')`,
      ),
    )
    .limit(atOnce);
  const { rowCount } = await db
    .update(webhookInbox)
    .set({ body: sql`${webhookInbox.body} - 'raw'` })
    .where(inArray(webhookInbox.id, old));
  const older = db
    .select({ id: webhookInbox.id })
    .from(webhookInbox)
    .where(and(finished, lt(webhookInbox.receivedAt, after(now, -rowKeptMs))))
    .limit(atOnce);
  await db.delete(webhookInbox).where(inArray(webhookInbox.id, older));
  return rowCount ?? 0;
}

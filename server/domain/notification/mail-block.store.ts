import { and, eq } from "drizzle-orm";
import { mailBlock } from "@/db/schema";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import type { MailBlock } from "./mail-block";

/** What an address is not written about. */
export const blocksOf = ({ db }: Pick<Reader, "db">, email: string): Promise<MailBlock[]> =>
  db.select().from(mailBlock).where(eq(mailBlock.email, email.toLowerCase()));

/** Stops mails about a topic; once stopped, the first reason stands, unless the new one is that nothing arrives. */
export async function block(
  tx: TxCtx,
  {
    email,
    topic,
    reason,
    note = null,
  }: Pick<MailBlock, "email" | "topic" | "reason"> & { note?: string | null },
): Promise<void> {
  await tx.db
    .insert(mailBlock)
    .values({ email: email.toLowerCase(), topic, reason, note, at: tx.now })
    .onConflictDoNothing();
}

/** Lets mails about a topic go again; false when they were not stopped. */
export async function unblock(tx: TxCtx, email: string, topic: MailBlock["topic"]): Promise<boolean> {
  const gone = await tx.db
    .delete(mailBlock)
    .where(and(eq(mailBlock.email, email.toLowerCase()), eq(mailBlock.topic, topic)))
    .returning({ email: mailBlock.email });
  return gone.length > 0;
}

import { eq } from "drizzle-orm";
import { customer } from "@/db/schema";
import { type MailTopic, mailTopics } from "@/emails/template";
import { noteConsent } from "@/server/domain/account/change-consent";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { block, unblock } from "./mail-block.store";

/** Stops one topic: what a mail program asks for when its reader presses Unsubscribe. Asked twice it is the same. */
export const stopTopic = (ctx: Ctx, email: string, topic: MailTopic): Promise<void> =>
  inTransaction(ctx, (tx) => setTopic(tx, email, topic, false));

/** Keeps what the reader of a mail wants to hear of; topics that are not named are stopped. */
export const chooseMails = (ctx: Ctx, email: string, wanted: readonly MailTopic[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    for (const topic of mailTopics) await setTopic(tx, email, topic, wanted.includes(topic));
  });

async function setTopic(tx: TxCtx, email: string, topic: MailTopic, on: boolean): Promise<void> {
  if (on) await unblock(tx, email, topic);
  else await block(tx, { email, topic, reason: "unsubscribed" });
  if (topic !== "news") return;
  const [known] = await tx.db
    .select({ id: customer.id })
    .from(customer)
    .where(eq(customer.email, email.toLowerCase()))
    .for("update");
  if (known) await noteConsent(tx, known.id, on);
}

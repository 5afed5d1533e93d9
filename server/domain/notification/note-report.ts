import { eq, or } from "drizzle-orm";
import { notification } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { asId } from "@/server/kernel/id";
import type { MailReport } from "@/server/ports/mailer";
import { block } from "./mail-block.store";

type Noted = "noted" | "known" | "nothing" | "unknown_message";

/**
 * Notes what the mail service tells of a message after it took it. A message comes back once, however often that is told;
 * an address that takes no mail, or whose owner calls it spam, is not written to again until somebody lifts it.
 */
export async function noteReport(ctx: Ctx, report: MailReport): Promise<Noted> {
  const { outcome, words } = report;
  if (outcome === null) return "nothing";
  return await inTransaction(ctx, async (tx) => {
    const message = await lockReported(tx, report);
    // The same account may send other mails than ours.
    if (!message) return "unknown_message";
    const save = (fields: Partial<typeof notification.$inferInsert>) =>
      tx.db.update(notification).set(fields).where(eq(notification.id, message.id));

    if (outcome === "dead" || outcome === "complaint")
      await block(tx, {
        email: message.recipient,
        topic: "all",
        reason: outcome === "dead" ? "bounced" : "complained",
        note: words,
      });
    if (message.bouncedAt) return "known";
    if (outcome === "delivered" || outcome === "delayed") {
      await save({ bounce: outcome === "delayed" ? words : null });
      return "noted";
    }

    await save({
      bouncedAt: report.occurredAt,
      bounce: words,
      ...(report.ref ? { providerRef: report.ref } : {}),
    });
    await record(
      tx,
      fact("NotificationBounced", {
        notificationId: message.id,
        ...(message.orderId ? { orderId: message.orderId } : {}),
        template: message.template,
        recipient: message.recipient,
        words,
      }),
    );
    return "noted";
  });
}

async function lockReported({ db }: TxCtx, { ref, messageId }: MailReport) {
  const id = messageId && /^[0-9a-f-]{36}$/.test(messageId) ? asId<"notification">(messageId) : null;
  if (!id && !ref) return undefined;
  const [found] = await db
    .select()
    .from(notification)
    .where(
      id ? or(eq(notification.id, id), eq(notification.providerRef, ref)) : eq(notification.providerRef, ref),
    )
    .limit(1)
    .for("update");
  return found;
}

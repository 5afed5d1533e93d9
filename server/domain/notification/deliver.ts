import { eq } from "drizzle-orm";
import { notification } from "@/db/schema";
import { type EmailName, type RenderedEmail, topicOf } from "@/emails/render";
import { isErasedEmail } from "@/server/domain/account/erasure";
import { fact, record } from "@/server/events/outbox";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import type { Attachment } from "@/server/ports/mailer";
import { whyNotSent } from "./mail-block";
import { blocksOf } from "./mail-block.store";

export type Sent = "sent" | "sent_before" | "undeliverable" | "unwanted";

export type Intent = typeof notification.$inferSelect;

/**
 * Gives one written intent to the mail service and notes what came of it. Its id is the Message-ID and the service's
 * idempotency key, so that a crash between the service's yes and our note can at worst offer the same message again,
 * which is known there.
 */
export async function deliver(
  ctx: WithPorts,
  intent: Intent,
  template: EmailName,
  content: RenderedEmail,
  attachments: readonly Attachment[] = [],
): Promise<Sent> {
  const note = (fields: Partial<typeof notification.$inferInsert>) =>
    ctx.db.update(notification).set(fields).where(eq(notification.id, intent.id));
  const topic = topicOf(template);
  const to = intent.recipient;
  const failure = isErasedEmail(to)
    ? "Not sent: they deleted their account."
    : whyNotSent(await blocksOf(ctx, to), topic);
  if (failure) {
    await note({ status: "undeliverable", failure });
    return "unwanted";
  }
  try {
    const { ref } = await ctx.ports.mailer.send({
      to,
      ...content,
      attachments,
      messageId: `${intent.id}@${new URL(ctx.links.shop).hostname}`,
      ...(topic ? { unsubscribeUrl: ctx.links.mailChoices(to).stop(topic) } : {}),
    });
    await note({ status: "sent", sentAt: ctx.now, providerRef: ref });
    return "sent";
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "undeliverable") throw error;
    await noteRefused(ctx, intent, error);
    return "undeliverable";
  }
}

/** Refused at the door is as good as come back: who talks to the customer has to know. */
const noteRefused = (ctx: WithPorts, { id, orderId, template, recipient }: Intent, error: DomainError) =>
  inTransaction(ctx, async (tx) => {
    await tx.db
      .update(notification)
      .set({ status: "undeliverable", failure: error.message })
      .where(eq(notification.id, id));
    const words = typeof error.details.answer === "string" ? error.details.answer : error.message;
    const order = orderId ? { orderId } : {};
    await record(
      tx,
      fact("NotificationBounced", { notificationId: id, ...order, template, recipient, words }),
    );
  });

/** Where the reader of such a mail says what to write about; nothing for mails that have to go. */
export const choicesFor = (ctx: WithPorts, template: EmailName, to: string): string | undefined =>
  topicOf(template) ? ctx.links.mailChoices(to).page : undefined;

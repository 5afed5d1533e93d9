import { eq } from "drizzle-orm";
import { notification } from "@/db/schema";
import { type EmailName, type EmailProps, renderEmail } from "@/emails/render";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id, newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { Attachment } from "@/server/ports/mailer";

export type Mail<Name extends EmailName> = {
  template: Name;
  to: string;
  orderId: Id<"order"> | null;
  props: EmailProps[Name];
  attachments?: readonly Attachment[];
  /** What it is about, once; left out, the event that led to it. */
  about?: string;
};

export type Sent = "sent" | "sent_before" | "undeliverable";

/**
 * Sends one message for one event. The intent is written first and its id is the Message-ID, so a crash between sending
 * and noting it can at worst offer the receiver the same message again, which it can recognise.
 */
export async function sendNotification<Name extends EmailName>(
  ctx: WithPorts,
  mail: Mail<Name>,
): Promise<Sent> {
  const key = `${mail.template}:${mail.about ?? ctx.cause}:${mail.to}`;
  const content = await renderEmail(mail.template, mail.props);
  const [intent] = await ctx.db
    .insert(notification)
    .values({
      id: newId<"notification">(),
      key,
      template: mail.template,
      recipient: mail.to,
      subject: content.subject,
      orderId: mail.orderId,
      eventId: ctx.cause,
      status: "intended",
      createdAt: ctx.now,
    })
    .onConflictDoUpdate({ target: notification.key, set: { subject: content.subject } })
    .returning();
  if (!intent) throw new Error("The notification was not written.");
  if (intent.status !== "intended") return intent.status === "sent" ? "sent_before" : "undeliverable";

  try {
    await ctx.ports.mailer.send({
      to: mail.to,
      ...content,
      ...(mail.attachments ? { attachments: mail.attachments } : {}),
      messageId: `${intent.id}@${new URL(ctx.links.shop).hostname}`,
    });
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "undeliverable") throw error;
    await note(ctx, asId(intent.id), { status: "undeliverable", failure: error.message });
    return "undeliverable";
  }
  await note(ctx, asId(intent.id), { status: "sent", sentAt: ctx.now });
  return "sent";
}

const note = (ctx: WithPorts, id: Id<"notification">, fields: Partial<typeof notification.$inferInsert>) =>
  ctx.db.update(notification).set(fields).where(eq(notification.id, id));

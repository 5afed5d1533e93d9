import { notification } from "@/db/schema";
import { type EmailName, type EmailProps, holdsSecret, renderEmail } from "@/emails/render";
import { type Id, newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { Attachment } from "@/server/ports/mailer";
import { choicesFor, deliver, type Sent } from "./deliver";
import { keptProps, propsAgain } from "./kept-props";

export type { Sent } from "./deliver";

export type Mail<Name extends EmailName> = {
  template: Name;
  to: string;
  orderId: Id<"order"> | null;
  props: EmailProps[Name];
  /** Such a mail can't be sent again from the console: the files are not kept. */
  attachments?: readonly Attachment[];
  /** What it is about, once; left out, the event that led to it. */
  about?: string;
};

/**
 * Sends one message for one event. The intent is written first; whoever comes again after a crash sends what was meant
 * then, word for word, even when the order has changed since.
 */
export async function sendNotification<Name extends EmailName>(
  ctx: WithPorts,
  mail: Mail<Name>,
): Promise<Sent> {
  const { template, to, orderId } = mail;
  const orderLink = (number: string) => ctx.links.order(number, orderId ?? "");
  const render = (props: EmailProps[Name]) => renderEmail(template, props, choicesFor(ctx, template, to));
  const content = await render(mail.props);
  const id = newId<"notification">();
  const [intent] = await ctx.db
    .insert(notification)
    .values({
      id,
      key: `${template}:${mail.about ?? ctx.cause}:${to}`,
      template,
      recipient: to,
      subject: content.subject,
      orderId,
      eventId: ctx.cause,
      status: "intended",
      props: holdsSecret(template) || mail.attachments ? null : keptProps(mail.props, orderLink),
      createdAt: ctx.now,
    })
    .onConflictDoUpdate({ target: notification.key, set: { template } })
    .returning();
  if (!intent) throw new Error("The notification was not written.");
  if (intent.status !== "intended") return intent.status === "sent" ? "sent_before" : "undeliverable";
  const written =
    intent.id === id || !intent.props ? content : await render(propsAgain(intent.props, orderLink));
  return deliver(ctx, intent, template, written, mail.attachments);
}

import { type EmailName, renderEmail, topicOf } from "@/emails/render";
import { samples } from "@/emails/samples";
import { newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { choicesFor } from "./deliver";

/** Sends a mail with made-up contents, to see it in a real inbox; no record is kept. */
export async function sendSample(ctx: WithPorts, template: EmailName, to: string): Promise<void> {
  const content = await renderEmail(template, samples[template], choicesFor(ctx, template, to));
  const topic = topicOf(template);
  await ctx.ports.mailer.send({
    to,
    ...content,
    subject: `Test: ${content.subject}`,
    messageId: `${newId()}@${new URL(ctx.links.shop).hostname}`,
    ...(topic ? { unsubscribeUrl: ctx.links.mailChoices(to).stop(topic) } : {}),
  });
}

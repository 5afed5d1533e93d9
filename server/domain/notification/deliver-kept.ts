import { eq } from "drizzle-orm";
import { notification } from "@/db/schema";
import { isEmailName, type RenderedEmail, renderEmail } from "@/emails/render";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { choicesFor, deliver, type Intent, type Sent } from "./deliver";
import { propsAgain } from "./kept-props";

/** Sends a message whose intent somebody else has written. */
export async function deliverKept(
  ctx: WithPorts,
  id: Id<"notification">,
): Promise<{ sent: Sent; subject: string; to: string }> {
  const [intent] = await ctx.db.select().from(notification).where(eq(notification.id, id));
  if (!intent || !isEmailName(intent.template))
    throw new DomainError("not_found", "There is no such message.");
  const told = { subject: intent.subject, to: intent.recipient };
  if (intent.status !== "intended")
    return { ...told, sent: intent.status === "sent" ? "sent_before" : "undeliverable" };
  const content = await contentOf(ctx, intent);
  if (!content) throw new DomainError("invalid_transition", "What this mail held is not kept.");
  return { ...told, sent: await deliver(ctx, intent, intent.template, content) };
}

/** A message as its reader gets it, from what was kept; null where nothing was. */
export async function contentOf(ctx: WithPorts, message: Intent): Promise<RenderedEmail | null> {
  const { template, recipient, props, orderId } = message;
  if (!props || !isEmailName(template)) return null;
  const again = propsAgain<typeof template>(props, (number) => ctx.links.order(number, orderId ?? ""));
  return renderEmail(template, again, choicesFor(ctx, template, recipient));
}

import type { EmailName, EmailProps } from "@/emails/render";
import { readSettings } from "@/server/domain/settings/settings";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { sendNotification } from "./send-notification";

/** Sends one notice to everybody in the setting `managerEmails`; returns who was written to. */
export async function mailManagers<Name extends EmailName>(
  ctx: WithPorts,
  template: Name,
  orderId: Id<"order"> | null,
  props: EmailProps[Name],
): Promise<string[]> {
  const { managerEmails } = await readSettings(ctx);
  for (const to of managerEmails) await sendNotification(ctx, { template, to, orderId, props });
  return managerEmails;
}

import { randomUUID } from "node:crypto";
import type { World } from "../vendor";
import type { EmailRow } from "./tables";

export const fates = ["delivered", "delivery_delayed", "bounced", "complained"] as const;
export type Fate = (typeof fates)[number];

/** What became of a message, told to the shop. Null when there is no such message. */
export async function report(
  world: World,
  id: string,
  fate: Fate,
  bounce: "Permanent" | "Transient" = "Permanent",
): Promise<{ eventId: string; body: string } | null> {
  const { rows } = await world.db.query<EmailRow>(
    `update resend_email set state = $2 where id::text = $1 returning id, request, state, created_at as "createdAt"`,
    [id, fate],
  );
  const [row] = rows;
  if (!row) return null;
  const { from, to, subject, tags = [] } = row.request;
  const eventId = `msg_${randomUUID().replaceAll("-", "")}`;
  const body = JSON.stringify({
    type: `email.${fate}`,
    created_at: world.now().toISOString(),
    data: {
      created_at: row.createdAt,
      email_id: row.id,
      message_id: `<${row.id}@resend.sandbox>`,
      from,
      to,
      subject,
      tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])),
      ...(fate === "bounced"
        ? {
            bounce: {
              type: bounce,
              subType: bounce === "Permanent" ? "General" : "MailboxFull",
              message:
                bounce === "Permanent"
                  ? "550 5.1.1 The address does not exist."
                  : "452 4.2.2 The mailbox is full.",
            },
          }
        : {}),
    },
  });
  await world.sendWebhook({ vendor: "resend", eventId, path: "/api/webhooks/resend", body });
  return { eventId, body };
}

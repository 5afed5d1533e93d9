import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { MailReport } from "@/server/ports/mailer";

const schema = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z.string().catch(""),
    tags: z
      .union([
        z.record(z.string(), z.string()),
        z
          .array(z.object({ name: z.string(), value: z.string() }))
          .transform((all) => Object.fromEntries(all.map(({ name, value }) => [name, value]))),
      ])
      .catch({}),
    bounce: z
      .object({ message: z.string().catch(""), type: z.string().catch(""), subType: z.string().catch("") })
      .optional(),
    suppressed: z.object({ message: z.string().catch("") }).optional(),
    failed: z.object({ reason: z.string().catch("") }).optional(),
  }),
});

/** A verified webhook body in our words (https://resend.com/docs/webhooks/event-types). */
export function readReport(rawBody: string, eventId: string): MailReport {
  const read = schema.safeParse(JSON.parse(rawBody));
  if (!read.success) throw new DomainError("invalid_input", "This report can't be read.");
  const { type, created_at, data } = read.data;
  const at = new Date(created_at);
  return {
    eventId,
    type,
    ref: data.email_id,
    messageId: data.tags.notification ?? null,
    occurredAt: Number.isNaN(at.getTime()) ? new Date() : at,
    ...verdictOf(type, data),
  };
}

function verdictOf(
  type: string,
  data: z.infer<typeof schema>["data"],
): Pick<MailReport, "outcome" | "words"> {
  switch (type) {
    case "email.delivered":
      return { outcome: "delivered", words: "" };
    case "email.delivery_delayed":
      return {
        outcome: "delayed",
        words: "The receiver does not take it yet; the mail service tries again.",
      };
    case "email.complained":
      return { outcome: "complaint", words: "Its reader marked it as spam." };
    case "email.suppressed":
      return {
        outcome: "dead",
        words: data.suppressed?.message || "The address is on the mail service's stop list.",
      };
    case "email.bounced": {
      const words = data.bounce?.message || "The receiver's mail server sent it back.";
      // A full mailbox is transient; "undetermined" might be anything, so it is no reason to give an address up.
      return { outcome: data.bounce?.type === "Permanent" ? "dead" : "bounced", words };
    }
    case "email.failed":
      return { outcome: "bounced", words: data.failed?.reason || "The mail service could not send it." };
    default:
      return { outcome: null, words: "" };
  }
}

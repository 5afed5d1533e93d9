import type { mailBlock } from "@/db/schema";
import type { MailTopic } from "@/emails/template";

export type MailBlock = typeof mailBlock.$inferSelect;

export const topicWords: Record<MailTopic, string> = {
  reviews: "requests for a review",
  back_in_stock: "what is back in stock",
  news: "news of the shop",
};

/** Why a mail must not go to an address, in words for staff; null when it may. */
export function whyNotSent(blocks: readonly MailBlock[], topic: MailTopic | null): string | null {
  const dead = blocks.find((block) => block.topic === "all");
  if (dead?.reason === "complained")
    return "Not sent: they marked an earlier mail as spam. Somebody here can let mail through again.";
  if (dead)
    return `Not sent: an earlier mail to this address came back. ${dead.note ?? ""} Somebody here can let mail through again.`.replace(
      "  ",
      " ",
    );
  if (topic && blocks.some((block) => block.topic === topic))
    return `Not sent: they don't want mails about ${topicWords[topic]}.`;
  return null;
}

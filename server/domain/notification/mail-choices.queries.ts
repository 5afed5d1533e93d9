import { eq } from "drizzle-orm";
import { customer } from "@/db/schema";
import type { MailTopic } from "@/emails/template";
import type { Reader } from "@/server/kernel/ctx";
import { blocksOf } from "./mail-block.store";

type MailChoices = { topics: { topic: MailTopic; on: boolean }[]; blocked: boolean };

/** What an address is written about. News are only for customers, and only after a yes. */
export async function mailChoicesOf(reader: Reader, email: string): Promise<MailChoices> {
  const [blocks, [known]] = await Promise.all([
    blocksOf(reader, email),
    reader.db
      .select({ accepts: customer.acceptsMarketing })
      .from(customer)
      .where(eq(customer.email, email.toLowerCase())),
  ]);
  const open = (topic: MailTopic) => !blocks.some((one) => one.topic === topic);
  return {
    topics: [
      { topic: "reviews", on: open("reviews") },
      { topic: "back_in_stock", on: open("back_in_stock") },
      ...(known ? [{ topic: "news" as const, on: open("news") && known.accepts }] : []),
    ],
    blocked: blocks.some((one) => one.topic === "all"),
  };
}

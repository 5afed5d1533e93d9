import type { ReactNode } from "react";

/** One message: what the mail list shows, and the same story told twice, for eyes and for plain text. */
export type Template<Props> = {
  /** Decides the line at the foot that says why the mail came. */
  reader: "customer" | "manager" | "supplier" | "waiting" | "account";
  subject(props: Props): string;
  /** What a mail list shows after the subject. */
  preview(props: Props): string;
  html(props: Props): ReactNode;
  text(props: Props): string;
  /** For those who may say no to mails like this; left out, it belongs to an order or an account and always goes. */
  topic?: MailTopic;
  /** Its link lets whoever has it in: what it was given is not kept, and nobody can send it again from the console. */
  secret?: true;
};

/** What a reader may say no to. */
export const mailTopics = ["reviews", "back_in_stock", "news"] as const;
export type MailTopic = (typeof mailTopics)[number];

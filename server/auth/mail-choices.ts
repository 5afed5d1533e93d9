import { createHmac, timingSafeEqual } from "node:crypto";
import { type MailTopic, mailTopics } from "@/emails/template";

const keyOf = (email: string, secret: string): string =>
  createHmac("sha256", secret).update(`mail-choices:${email}`).digest("base64url");

const paramsOf = (email: string, secret: string) => {
  const address = email.toLowerCase();
  return { to: Buffer.from(address).toString("base64url"), key: keyOf(address, secret) };
};

/** The links at the foot of a mail: nothing is stored, and nobody can make one for another's address. */
export function mailChoiceLinks(shop: string, email: string, secret: string) {
  const params = paramsOf(email, secret);
  return {
    page: `${shop}/mail-choices?${new URLSearchParams(params)}`,
    /** Takes a POST by a mail program, without a question (RFC 8058). */
    stop: (topic: MailTopic) => `${shop}/api/unsubscribe?${new URLSearchParams({ ...params, topic })}`,
  };
}

/** The address that a link was written for; null for one that we did not write. Compared in constant time. */
export function readMailChoices(
  { to, key }: { to: string | null | undefined; key: string | null | undefined },
  secret: string,
): string | null {
  if (!to || !key || to.length > 500) return null;
  const email = Buffer.from(to, "base64url").toString();
  const wanted = Buffer.from(keyOf(email, secret));
  const given = Buffer.from(key);
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? email : null;
}

export const isMailTopic = (topic: string | null | undefined): topic is MailTopic =>
  mailTopics.some((one) => one === topic);

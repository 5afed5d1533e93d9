import { createHmac, timingSafeEqual } from "node:crypto";
import { DomainError } from "@/server/kernel/errors";

const toleranceSeconds = 5 * 60;

/** What Svix signs (https://docs.svix.com/receiving/verifying-payloads/how-manual), in base64. */
export function signatureOf(id: string, timestamp: string, rawBody: string, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.${rawBody}`).digest("base64");
}

/** The report's own id. Throws `forbidden` for what Resend did not sign, or signed more than five minutes ago. */
export function verifySignature(rawBody: string, headers: Headers, secret: string, now: Date): string {
  const refuse = (why: string) => new DomainError("forbidden", `This is not a report of Resend's: ${why}.`);
  const id = headers.get("svix-id");
  const timestamp = headers.get("svix-timestamp");
  const signatures = headers.get("svix-signature");
  if (!id || !timestamp || !signatures) throw refuse("it is not signed");
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp));
  if (!/^\d+$/.test(timestamp) || age > toleranceSeconds) throw refuse("its time is not now");
  const wanted = Buffer.from(signatureOf(id, timestamp, rawBody, secret));
  // Several while a secret is being replaced: "v1,<base64> v1,<base64>".
  const matches = signatures.split(" ").some((one) => {
    const [version, value = ""] = one.split(",");
    const given = Buffer.from(value);
    return version === "v1" && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
  if (!matches) throw refuse("its signature is another");
  return id;
}

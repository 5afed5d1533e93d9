import { createHash, timingSafeEqual } from "node:crypto";

/** What the app must present; `npm start` gives both sides the same values. */
export const credentials = () => ({
  clientId: process.env.UPS_CLIENT_ID || "sandbox-ups-client",
  clientSecret: process.env.UPS_CLIENT_SECRET || "sandbox-ups-secret",
  accountNumber: process.env.UPS_ACCOUNT_NUMBER || "HF1234",
  webhookCredential: process.env.UPS_WEBHOOK_CREDENTIAL || "sandbox-ups-webhook-credential",
});

export function same(given: string, expected: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

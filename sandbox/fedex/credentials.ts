import { createHash, timingSafeEqual } from "node:crypto";

/** What the app must present; `npm start` gives both sides the same values. */
export const credentials = () => ({
  clientId: process.env.FEDEX_CLIENT_ID || "sandbox-fedex-client",
  clientSecret: process.env.FEDEX_CLIENT_SECRET || "sandbox-fedex-secret",
  accountNumber: process.env.FEDEX_ACCOUNT_NUMBER || "740561073",
  webhookSecret: process.env.FEDEX_WEBHOOK_SECRET || "sandbox-fedex-webhook-secret",
});

export function same(given: string, expected: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

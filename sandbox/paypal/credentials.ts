import { createHash, timingSafeEqual } from "node:crypto";

/** What the app must present, and the webhook that signatures name; `npm start` gives both sides the same values. */
export const credentials = () => ({
  clientId: process.env.PAYPAL_CLIENT_ID || "sandbox-paypal-client",
  clientSecret: process.env.PAYPAL_CLIENT_SECRET || "sandbox-paypal-secret",
  webhookId: process.env.PAYPAL_WEBHOOK_ID || "SANDBOXWEBHOOK001",
});

export function same(given: string, expected: string): boolean {
  const hash = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

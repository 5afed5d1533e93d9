import { createHmac } from "node:crypto";

/** What the app must present. Nobody has to choose them: they open nothing but this sandbox. */
export const credentials = () => ({
  apiKey: process.env.SANDBOX_RESEND_API_KEY || "re_sandbox",
  webhookSecret: process.env.SANDBOX_RESEND_WEBHOOK_SECRET || "whsec_c2FuZGJveC1yZXNlbmQtc2VjcmV0",
});

/** Svix's way of signing. */
export function sign(body: string, sentAt: Date, eventId = ""): Record<string, string> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const key = Buffer.from(credentials().webhookSecret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${eventId}.${timestamp}.${body}`).digest("base64");
  return { "svix-id": eventId, "svix-timestamp": timestamp, "svix-signature": `v1,${signature}` };
}

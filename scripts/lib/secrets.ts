import { randomBytes, randomInt } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Home } from "./home";

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

/** What the app and the stand-ins must agree on. Made once, so that sessions and links outlive a restart. */
const makers = {
  AUTH_SECRET: () => hex(32),
  STRIPE_SECRET_KEY: () => `sk_test_${hex(24)}`,
  STRIPE_WEBHOOK_SECRET: () => `whsec_${hex(24)}`,
  PAYPAL_CLIENT_ID: () => hex(16),
  PAYPAL_CLIENT_SECRET: () => hex(24),
  PAYPAL_WEBHOOK_ID: () => hex(9).toUpperCase(),
  UPS_CLIENT_ID: () => hex(16),
  UPS_CLIENT_SECRET: () => hex(24),
  UPS_ACCOUNT_NUMBER: () =>
    Array.from({ length: 6 }, () => "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"[randomInt(34)]).join(""),
  UPS_WEBHOOK_CREDENTIAL: () => hex(24),
  FEDEX_CLIENT_ID: () => hex(16),
  FEDEX_CLIENT_SECRET: () => hex(24),
  FEDEX_ACCOUNT_NUMBER: () => String(randomInt(100_000_000, 1_000_000_000)),
  FEDEX_WEBHOOK_SECRET: () => hex(24),
  HUBSPOT_ACCESS_TOKEN: () => `pat-sandbox-${hex(16)}`,
  INNGEST_EVENT_KEY: () => hex(16),
};

export type Secrets = Readonly<Record<keyof typeof makers, string>>;

export function readSecrets(home: Home): Secrets {
  const kept = existsSync(home.secrets)
    ? (JSON.parse(readFileSync(home.secrets, "utf8")) as Partial<Secrets>)
    : {};
  const made = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make()]));
  const secrets = { ...made, ...kept } as Secrets;
  if (Object.keys(kept).length < Object.keys(makers).length)
    writeFileSync(home.secrets, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

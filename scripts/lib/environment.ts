import { parseEnv } from "@/server/kernel/env";
import { Complaint } from "./progress";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";

export type Addresses = {
  web: string;
  sandbox: string;
  smtp: string;
  databaseUrl: string;
  sandboxDatabaseUrl: string;
  /** Folder for pictures, where no bucket holds them. */
  media?: string;
};

/** Which parts of the outside world the user has set up for real; the sandbox stands in for the others. */
export function realParts(settings: Settings) {
  const given = (...names: string[]) => names.some((name) => settings[name] !== undefined);
  return {
    stripe: given("STRIPE_SECRET_KEY"),
    paypal: given("PAYPAL_CLIENT_ID"),
    ups: given("UPS_CLIENT_ID"),
    fedex: given("FEDEX_CLIENT_ID"),
    mail: given("SMTP_URL", "RESEND_API_KEY"),
    crm: given("HUBSPOT_ACCESS_TOKEN"),
    inngest: given("INNGEST_BASE_URL", "INNGEST_SIGNING_KEY", "INNGEST_DEV"),
  };
}

/** What the app is started with: the user's settings, and stand-ins for what they leave out. */
export function appEnvironment(settings: Settings, secrets: Secrets, at: Addresses): Record<string, string> {
  const real = realParts(settings);
  const { AUTH_SECRET } = secrets;
  const standIns = {
    // Beside a provider that takes money there is none that only says so: its test cards would buy real goods.
    ...(real.stripe || real.paypal
      ? {}
      : {
          STRIPE_SECRET_KEY: secrets.STRIPE_SECRET_KEY,
          STRIPE_WEBHOOK_SECRET: secrets.STRIPE_WEBHOOK_SECRET,
          STRIPE_API_URL: `${at.sandbox}/stripe`,
          PAYPAL_CLIENT_ID: secrets.PAYPAL_CLIENT_ID,
          PAYPAL_CLIENT_SECRET: secrets.PAYPAL_CLIENT_SECRET,
          PAYPAL_WEBHOOK_ID: secrets.PAYPAL_WEBHOOK_ID,
          PAYPAL_API_URL: `${at.sandbox}/paypal`,
        }),
    // Beside a carrier that drives there is none that only says so: a real one alone is what the shop has then.
    ...(real.ups || real.fedex
      ? {}
      : {
          UPS_CLIENT_ID: secrets.UPS_CLIENT_ID,
          UPS_CLIENT_SECRET: secrets.UPS_CLIENT_SECRET,
          UPS_ACCOUNT_NUMBER: secrets.UPS_ACCOUNT_NUMBER,
          UPS_WEBHOOK_CREDENTIAL: secrets.UPS_WEBHOOK_CREDENTIAL,
          UPS_API_URL: `${at.sandbox}/ups`,
          FEDEX_CLIENT_ID: secrets.FEDEX_CLIENT_ID,
          FEDEX_CLIENT_SECRET: secrets.FEDEX_CLIENT_SECRET,
          FEDEX_ACCOUNT_NUMBER: secrets.FEDEX_ACCOUNT_NUMBER,
          FEDEX_WEBHOOK_SECRET: secrets.FEDEX_WEBHOOK_SECRET,
          FEDEX_API_URL: `${at.sandbox}/fedex`,
        }),
    // A real shop's customers are told to nobody unless it says so.
    ...(real.stripe || real.crm
      ? {}
      : { HUBSPOT_ACCESS_TOKEN: secrets.HUBSPOT_ACCESS_TOKEN, HUBSPOT_API_URL: `${at.sandbox}/hubspot` }),
    ...(real.mail ? {} : { SMTP_URL: at.smtp }),
    // The SDK keeps only the host of its base address: the executor answers at the sandbox's root.
    ...(real.inngest
      ? {}
      : { INNGEST_DEV: "1", INNGEST_BASE_URL: at.sandbox, INNGEST_EVENT_KEY: secrets.INNGEST_EVENT_KEY }),
  };
  const env: Record<string, string> = {
    // Demo shop and demo logins belong to the sandbox: never beside a payment provider that takes money.
    DEMO: real.stripe || real.paypal ? "0" : "1",
    AUTH_SECRET,
    APP_URL: at.web,
    ...(at.media ? { MEDIA_DIR: at.media } : {}),
    ...settings,
    ...standIns,
    DATABASE_URL: at.databaseUrl,
  };
  env.NEXTAUTH_URL = settings.NEXTAUTH_URL ?? env.APP_URL ?? at.web;
  env.NEXTAUTH_SECRET = env.AUTH_SECRET ?? AUTH_SECRET;
  env.NEXT_TELEMETRY_DISABLED = "1";
  try {
    parseEnv(env);
  } catch (error) {
    throw new Complaint(error instanceof Error ? error.message : String(error));
  }
  return env;
}

/** What the sandbox is started with. It never sees the user's own credentials. */
export function sandboxEnvironment(
  settings: Settings,
  secrets: Secrets,
  at: Addresses,
): Record<string, string> {
  const { AUTH_SECRET: _, ...shared } = secrets;
  const passes = (name: string) =>
    /^(PATH|HOME|TMPDIR|LANG|TZ|NODE_OPTIONS|LOG_LEVEL|EXECUTOR_.*|SANDBOX_.*)$/.test(name);
  return {
    ...Object.fromEntries(Object.entries(settings).filter(([name]) => passes(name))),
    ...shared,
    SANDBOX_PORT: new URL(at.sandbox).port,
    SMTP_PORT: new URL(at.smtp).port,
    SANDBOX_DATABASE_URL: at.sandboxDatabaseUrl,
    WEB_URL: at.web,
    TEST_CLOCK: settings.TEST_CLOCK ?? "0",
  };
}

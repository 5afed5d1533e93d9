import { z } from "zod";

const url = (what: string, protocols: readonly string[]) =>
  z.string().refine(
    (value) => {
      try {
        return protocols.includes(new URL(value).protocol);
      } catch {
        return false;
      }
    },
    { error: `must be ${what}` },
  );

const flag = z
  .enum(["0", "1"], { error: "must be 0 or 1" })
  .default("0")
  .transform((value) => value === "1");

const proxies = "must be a whole number from 0 to 5";
const poolMax = "must be a whole number from 2 to 200";

/** Every variable the app reads; `.env.example` explains each one. */
const schema = z.object({
  DATABASE_URL: url("a PostgreSQL address such as postgres://user:password@host:5432/holdfast", [
    "postgres:",
    "postgresql:",
  ]),
  DATABASE_POOL_MAX: z.coerce
    .number({ error: poolMax })
    .refine((size) => Number.isInteger(size) && size >= 2 && size <= 200, poolMax)
    .default(20),
  APP_URL: url("the shop's public address, such as https://shop.example", ["http:", "https:"]),
  AUTH_SECRET: z
    .string({ error: "is missing" })
    .min(32, "must have at least 32 characters; make one with: openssl rand -hex 32"),
  STRIPE_SECRET_KEY: z.string({ error: "is missing" }).startsWith("sk_", "must start with sk_"),
  STRIPE_WEBHOOK_SECRET: z.string({ error: "is missing" }).startsWith("whsec_", "must start with whsec_"),
  STRIPE_API_URL: url("an address such as http://localhost:4000/stripe", ["http:", "https:"]).optional(),
  PAYPAL_CLIENT_ID: z.string().min(1).optional(),
  PAYPAL_CLIENT_SECRET: z.string().min(1).optional(),
  PAYPAL_WEBHOOK_ID: z
    .string()
    .regex(/^[A-Za-z0-9]{1,50}$/, "must be the id of a webhook, letters and digits")
    .optional(),
  PAYPAL_API_URL: url("an address such as https://api-m.paypal.com", ["http:", "https:"]).default(
    "https://api-m.paypal.com",
  ),
  UPS_CLIENT_ID: z.string().min(1).optional(),
  UPS_CLIENT_SECRET: z.string().min(1).optional(),
  UPS_ACCOUNT_NUMBER: z
    .string()
    .regex(/^[0-9A-Z]{6}$/, "must be the six characters of the shipper number")
    .optional(),
  UPS_API_URL: url("an address such as https://onlinetools.ups.com", ["http:", "https:"]).default(
    "https://onlinetools.ups.com",
  ),
  UPS_WEBHOOK_CREDENTIAL: z.string().min(16, "must have at least 16 characters").optional(),
  FEDEX_CLIENT_ID: z.string().min(1).optional(),
  FEDEX_CLIENT_SECRET: z.string().min(1).optional(),
  FEDEX_ACCOUNT_NUMBER: z
    .string()
    .regex(/^\d{9}$/, "must be the nine digits of the account")
    .optional(),
  FEDEX_API_URL: url("an address such as https://apis.fedex.com", ["http:", "https:"]).default(
    "https://apis.fedex.com",
  ),
  FEDEX_WEBHOOK_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  SMTP_URL: url("an address such as smtp://user:password@mail.example:587", ["smtp:", "smtps:"]).optional(),
  RESEND_API_KEY: z.string().startsWith("re_", "must start with re_").optional(),
  RESEND_WEBHOOK_SECRET: z.string().startsWith("whsec_", "must start with whsec_").optional(),
  RESEND_API_URL: url("an address such as https://api.resend.com", ["http:", "https:"]).default(
    "https://api.resend.com",
  ),
  MAIL_FROM: z
    .string()
    .min(3, "must be an address such as Holdfast <orders@shop.example>")
    .default("Holdfast <orders@holdfast.test>"),
  HUBSPOT_ACCESS_TOKEN: z.string().min(10, "must be the access token of a private app").optional(),
  HUBSPOT_API_URL: url("an address such as https://api.hubapi.com", ["http:", "https:"]).default(
    "https://api.hubapi.com",
  ),
  MEDIA_DIR: z.string().min(1).default(".holdfast/media"),
  S3_ENDPOINT: url("an address such as https://s3.eu-central-1.amazonaws.com", [
    "http:",
    "https:",
  ]).optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default("us-east-1"),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_PUBLIC_URL: url("an address such as https://pictures.shop.example", ["http:", "https:"]).optional(),
  INNGEST_DEV: z.string().optional(),
  INNGEST_BASE_URL: url("the address of an Inngest server", ["http:", "https:"]).optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  /** How many proxies of ours stand in front: who asks is taken from what they add to X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce
    .number({ error: proxies })
    .refine((count) => Number.isInteger(count) && count >= 0 && count <= 5, proxies)
    .default(0),
  RATE_LIMITS: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  TEST_CLOCK: flag,
  DEMO: flag,
});

export type Env = z.infer<typeof schema>;

/**
 * Reads and checks the environment. Throws one Error whose message has a clear sentence per wrong variable, so that
 * a wrong set-up stops at the start and not at the first order.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // A variable left empty in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  const wrong = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join(".")} ${sentence(issue, given)}.`);
  if (result.success) wrong.push(...besideRealMoney(result.data));
  wrong.push(
    ...groups.flatMap((group) => missingIn(group, given)),
    ...missingCarrier(given),
    ...mailerOf(given),
  );
  if (wrong.length > 0 || !result.success)
    throw new Error(
      `Holdfast can't start:\n${wrong.map((line) => `  - ${line}`).join("\n")}\nSee .env.example for what each variable is.`,
    );
  return result.data;
}

/** What helps tests and load runs must not stand where money is taken. */
function besideRealMoney(env: Env): string[] {
  const keys = [
    ...(env.STRIPE_SECRET_KEY.startsWith("sk_live_") ? ["a live Stripe key"] : []),
    // PayPal's keys look alike for tests and for money; where they are sent tells.
    ...(env.PAYPAL_CLIENT_ID && /^https:\/\/api(-m)?\.paypal\.com(\/|$)/.test(env.PAYPAL_API_URL)
      ? ["live PayPal keys"]
      : []),
  ];
  return keys.flatMap((key) => [
    ...(env.TEST_CLOCK ? [`TEST_CLOCK can't be used together with ${key}.`] : []),
    ...(env.RATE_LIMITS === "off"
      ? [`RATE_LIMITS=off is for load runs; it can't be used together with ${key}.`]
      : []),
  ]);
}

type Group = { name: string; parts: readonly string[]; also?: readonly string[] };

const paypal = {
  name: "PayPal",
  parts: ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"],
};
const ups = {
  name: "UPS",
  parts: ["UPS_CLIENT_ID", "UPS_CLIENT_SECRET", "UPS_ACCOUNT_NUMBER", "UPS_WEBHOOK_CREDENTIAL"],
};
const fedex = {
  name: "FedEx",
  parts: ["FEDEX_CLIENT_ID", "FEDEX_CLIENT_SECRET", "FEDEX_ACCOUNT_NUMBER", "FEDEX_WEBHOOK_SECRET"],
};
const s3 = {
  name: "S3",
  parts: ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
  also: ["S3_PUBLIC_URL"],
};
/** What is set up whole or not at all: half of it would go unnoticed, or fail at the first parcel. */
const resend = { name: "Resend", parts: ["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET"] };
const groups: readonly Group[] = [paypal, resend, ups, fedex, s3];

type Given = Record<string, string | undefined>;

function missingIn({ name, parts, also = [] }: Group, given: Given): string[] {
  if (![...parts, ...also].some((part) => given[part])) return [];
  return parts
    .filter((part) => !given[part])
    .map((part) => `${part} is missing; the other ${name} settings need it.`);
}

/** Either carrier will do; one that is not set up is not offered. */
const missingCarrier = (given: Given): string[] =>
  [...ups.parts, ...fedex.parts].some((part) => given[part])
    ? []
    : ["UPS_CLIENT_ID or FEDEX_CLIENT_ID is missing: parcels need a carrier."];

/** Mail goes one way: with two set up, nobody could say where a mail is. */
function mailerOf(given: Given): string[] {
  if (given.SMTP_URL && given.RESEND_API_KEY)
    return ["SMTP_URL and RESEND_API_KEY are both set: mail goes by one of them."];
  if (given.SMTP_URL || given.RESEND_API_KEY || given.RESEND_WEBHOOK_SECRET) return [];
  return ["SMTP_URL or RESEND_API_KEY is missing: the shop has to send mail."];
}

function sentence(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  return given[name] === undefined ? "is missing" : issue.message;
}

let cached: Env | undefined;

/** The process's environment, checked once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

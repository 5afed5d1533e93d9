import { z } from "zod";

const schema = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).default(4000),
  SMTP_PORT: z.coerce.number().int().min(0).default(2525),
  SANDBOX_DATABASE_URL: z
    .string({ error: "is missing: the PostgreSQL address where the sandbox keeps its state" })
    .min(1),
  WEB_URL: z
    .url({ error: "must be the shop's address, such as http://localhost:3000" })
    .default("http://localhost:3000"),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  EXECUTOR_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  SANDBOX_RETRY_BASE_MS: z.coerce.number().int().min(1).default(1000),
  TEST_CLOCK: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
});

export type Config = {
  port: number;
  smtpPort: number;
  databaseUrl: string;
  webUrl: string;
  eventKey: string | undefined;
  signingKey: string | undefined;
  executorConcurrency: number;
  retryBaseMs: number;
  testClock: boolean;
};

const realKeys: readonly [name: string, start: string, whose: string][] = [
  ["STRIPE_SECRET_KEY", "sk_live_", "Stripe"],
  ["STRIPE_SECRET_KEY", "rk_live_", "Stripe"],
  ["INNGEST_SIGNING_KEY", "signkey-prod-", "Inngest"],
];

/** PayPal's keys look alike for tests and for money; where they are sent tells, and unless told it is where the money is. */
const realPaypal = ({ PAYPAL_CLIENT_ID, PAYPAL_API_URL = "https://api-m.paypal.com" }: Given) =>
  PAYPAL_CLIENT_ID && /^https:\/\/api(-m)?\.paypal\.com(\/|$)/.test(PAYPAL_API_URL)
    ? (["PAYPAL_CLIENT_ID", "", "PayPal"] as const)
    : undefined;

type Given = Record<string, string | undefined>;

/** Reads the environment. Throws one Error that says in sentences what is wrong, or why the sandbox must not run here. */
export function readConfig(source: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const real = realKeys.find(([name, start]) => given[name]?.startsWith(start)) ?? realPaypal(given);
  if (real && given.NODE_ENV === "production")
    throw new Error(
      `The sandbox does not start: NODE_ENV is production and ${real[0]} is a real ${real[2]} key. ` +
        `The sandbox plays ${real[2]} for tests; next to real money it could only do harm.`,
    );
  const result = schema.safeParse(given);
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `  - ${issue.path.join(".")} ${issue.message}`);
    throw new Error(`The sandbox can't start:\n${wrong.join("\n")}`);
  }
  const env = result.data;
  return {
    port: env.SANDBOX_PORT,
    smtpPort: env.SMTP_PORT,
    databaseUrl: env.SANDBOX_DATABASE_URL,
    webUrl: env.WEB_URL.replace(/\/$/, ""),
    eventKey: env.INNGEST_EVENT_KEY,
    signingKey: env.INNGEST_SIGNING_KEY,
    executorConcurrency: env.EXECUTOR_CONCURRENCY,
    retryBaseMs: env.SANDBOX_RETRY_BASE_MS,
    testClock: env.TEST_CLOCK === "1",
  };
}

import { describe, expect, test } from "vitest";
import { parseEnv } from "./env";

const good = {
  DATABASE_URL: "postgres://holdfast:holdfast@localhost:5432/holdfast",
  APP_URL: "https://shop.example",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1",
  UPS_CLIENT_ID: "id",
  UPS_CLIENT_SECRET: "secret",
  UPS_ACCOUNT_NUMBER: "A1B2C3",
  UPS_WEBHOOK_CREDENTIAL: "0123456789abcdef",
  SMTP_URL: "smtp://localhost:1025",
};
const fedex = {
  FEDEX_CLIENT_ID: "id",
  FEDEX_CLIENT_SECRET: "secret",
  FEDEX_ACCOUNT_NUMBER: "740561073",
  FEDEX_WEBHOOK_SECRET: "0123456789abcdef",
};
const upsNames = Object.keys(good).filter((name) => name.startsWith("UPS_"));

/** The sentences about what is wrong, one a variable. */
function complaints(changes: Record<string, string | undefined>): string[] {
  try {
    parseEnv({ ...good, ...changes });
    return [];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const lines = error.message.split("\n");
    expect(lines[0]).toBe("Holdfast can't start:");
    expect(lines.at(-1)).toBe("See .env.example for what each variable is.");
    return lines.slice(1, -1).map((line) => line.replace("  - ", ""));
  }
}

describe("the environment", () => {
  test("that has what is needed is taken, with defaults for the rest", () => {
    expect(parseEnv(good)).toMatchObject({
      ...good,
      DATABASE_POOL_MAX: 20,
      UPS_API_URL: "https://onlinetools.ups.com",
      FEDEX_API_URL: "https://apis.fedex.com",
      TEST_CLOCK: false,
      DEMO: false,
    });
    expect(parseEnv({ ...good, DATABASE_POOL_MAX: "5", DEMO: "1" })).toMatchObject({
      DATABASE_POOL_MAX: 5,
      DEMO: true,
    });
  });

  const needed = Object.keys(good).filter((name) => !upsNames.includes(name) && name !== "SMTP_URL");
  test.each(needed)("names %s when it is missing or left empty", (name) => {
    expect(complaints({ [name]: undefined })).toEqual([`${name} is missing.`]);
    expect(complaints({ [name]: "" })).toEqual([`${name} is missing.`]);
  });

  test.each([
    ["DATABASE_URL", "mysql://localhost/x", "must be a PostgreSQL address such as"],
    ["DATABASE_URL", "localhost", "must be a PostgreSQL address such as"],
    ["DATABASE_POOL_MAX", "many", "must be a whole number from 2 to 200"],
    ["DATABASE_POOL_MAX", "1", "must be a whole number from 2 to 200"],
    ["DATABASE_POOL_MAX", "1.5", "must be a whole number from 2 to 200"],
    ["DATABASE_POOL_MAX", "201", "must be a whole number from 2 to 200"],
    ["APP_URL", "shop.example", "must be the shop's public address"],
    ["AUTH_SECRET", "short", "must have at least 32 characters"],
    ["STRIPE_SECRET_KEY", "pk_test_1", "must start with sk_"],
    ["STRIPE_WEBHOOK_SECRET", "secret", "must start with whsec_"],
    ["STRIPE_API_URL", "nowhere", "must be an address such as"],
    ["PAYPAL_API_URL", "ftp://paypal", "must be an address such as"],
    ["UPS_ACCOUNT_NUMBER", "12", "must be the six characters of the shipper number"],
    ["UPS_API_URL", "ftp://ups", "must be an address such as"],
    ["UPS_WEBHOOK_CREDENTIAL", "short", "must have at least 16 characters"],
    ["FEDEX_API_URL", "ftp://fedex", "must be an address such as"],
    ["SMTP_URL", "localhost:25", "must be an address such as smtp:"],
    ["MAIL_FROM", "a", "must be an address such as Holdfast <orders@shop.example>"],
    ["TEST_CLOCK", "yes", "must be 0 or 1"],
    ["DEMO", "true", "must be 0 or 1"],
  ])("says in one sentence what is wrong with %s=%s", (name, value, sentence) => {
    const found = complaints({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/\.$/);
    expect(found[0]?.startsWith(`${name} ${sentence}`)).toBe(true);
  });

  test("names everything that is wrong at once, so that nobody has to start ten times", () => {
    const found = complaints({ APP_URL: undefined, SMTP_URL: "x", DEMO: "2" });
    expect(found.map((line) => line.split(" ")[0])).toEqual(["APP_URL", "SMTP_URL", "DEMO"]);
  });

  test("never combines a clock for tests with live payments", () => {
    expect(complaints({ TEST_CLOCK: "1", STRIPE_SECRET_KEY: "sk_live_1" })).toEqual([
      "TEST_CLOCK can't be used together with a live Stripe key.",
    ]);
    expect(complaints({ TEST_CLOCK: "1" })).toEqual([]);
    expect(complaints({ STRIPE_SECRET_KEY: "sk_live_1" })).toEqual([]);
  });

  test("takes each carrier whole or not at all, and needs one of them", () => {
    const withoutUps = Object.fromEntries(upsNames.map((name) => [name, undefined]));
    expect(complaints(fedex)).toEqual([]);
    expect(complaints({ ...withoutUps, ...fedex })).toEqual([]);
    expect(complaints(withoutUps)).toEqual([
      "UPS_CLIENT_ID or FEDEX_CLIENT_ID is missing: parcels need a carrier.",
    ]);
    for (const name of upsNames)
      expect(complaints({ [name]: "" })).toEqual([`${name} is missing; the other UPS settings need it.`]);
    for (const name of Object.keys(fedex))
      expect(complaints({ ...fedex, [name]: undefined })).toEqual([
        `${name} is missing; the other FedEx settings need it.`,
      ]);
    expect(complaints({ ...fedex, FEDEX_ACCOUNT_NUMBER: "12" })).toEqual([
      "FEDEX_ACCOUNT_NUMBER must be the nine digits of the account.",
    ]);
    expect(complaints({ ...fedex, FEDEX_WEBHOOK_SECRET: "short" })).toEqual([
      "FEDEX_WEBHOOK_SECRET must have at least 16 characters.",
    ]);
  });

  test("sends mail one way: by SMTP, or by Resend with both of its settings", () => {
    const resend = { RESEND_API_KEY: "re_1", RESEND_WEBHOOK_SECRET: "whsec_1" };
    expect(complaints({ ...resend, SMTP_URL: undefined })).toEqual([]);
    expect(complaints(resend)).toEqual([
      "SMTP_URL and RESEND_API_KEY are both set: mail goes by one of them.",
    ]);
    expect(complaints({ SMTP_URL: undefined })).toEqual([
      "SMTP_URL or RESEND_API_KEY is missing: the shop has to send mail.",
    ]);
    expect(complaints({ RESEND_API_KEY: "re_1", SMTP_URL: undefined })).toEqual([
      "RESEND_WEBHOOK_SECRET is missing; the other Resend settings need it.",
    ]);
  });

  const paypal = { PAYPAL_CLIENT_ID: "id", PAYPAL_CLIENT_SECRET: "secret", PAYPAL_WEBHOOK_ID: "WH1" };
  test("takes PayPal whole or not at all, beside Stripe", () => {
    expect(complaints(paypal)).toEqual([]);
    for (const name of Object.keys(paypal))
      expect(complaints({ ...paypal, [name]: undefined })).toEqual([
        `${name} is missing; the other PayPal settings need it.`,
      ]);
    expect(complaints({ ...paypal, PAYPAL_WEBHOOK_ID: "a b" })).toEqual([
      "PAYPAL_WEBHOOK_ID must be the id of a webhook, letters and digits.",
    ]);
  });

  test("knows PayPal's real money by its address, and lets nothing of tests near it", () => {
    const tests = { TEST_CLOCK: "1", RATE_LIMITS: "off" };
    expect(complaints({ ...paypal, ...tests })).toEqual([
      "TEST_CLOCK can't be used together with live PayPal keys.",
      "RATE_LIMITS=off is for load runs; it can't be used together with live PayPal keys.",
    ]);
    const apart = { ...paypal, PAYPAL_API_URL: "https://api-m.sandbox.paypal.com" };
    expect(complaints({ ...apart, ...tests })).toEqual([]);
  });

  test("takes a bucket for pictures whole or not at all", () => {
    const bucket = { S3_ENDPOINT: "https://s3.example", S3_BUCKET: "pictures" };
    const keys = { S3_ACCESS_KEY_ID: "id", S3_SECRET_ACCESS_KEY: "secret" };
    expect(complaints({ ...bucket, ...keys })).toEqual([]);
    expect(complaints(bucket).map((line) => line.split(" ")[0])).toEqual(Object.keys(keys));
    expect(complaints({ S3_PUBLIC_URL: "https://cdn.example" })).toHaveLength(4);
  });

  test("doesn't repeat a secret in what it says", () => {
    const found = complaints({
      AUTH_SECRET: "hunter2",
      STRIPE_SECRET_KEY: "hunter2",
      UPS_WEBHOOK_CREDENTIAL: "hunter2",
    });
    expect(found).toHaveLength(3);
    expect(found.join()).not.toContain("hunter2");
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { eq, sql } from "drizzle-orm";
import { Hono } from "hono";
import { serve } from "inngest/edge";
import { payment, shipment } from "@/db/schema";
import { type TestShop, testShop } from "@/db/seed/test-fixtures";
import { testDatabase } from "@/db/testing";
import { startSandbox } from "@/sandbox/sandbox";
import { vendors } from "@/sandbox/vendors";
import { type App, compose, contextFor, hold } from "@/server/composition";
import { noteReport } from "@/server/domain/notification/note-report";
import { type CreatedOrder, createOrder } from "@/server/domain/order/create-order";
import { createOrderSchema } from "@/server/domain/order/order.schema";
import { acceptWebhook, processWebhook } from "@/server/domain/payment/accept-webhook";
import { type PaymentProvider, paymentProviders } from "@/server/domain/payment/payment";
import { processPayment } from "@/server/domain/payment/process-payment";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { forgetReferenceData } from "@/server/domain/settings/reference-data";
import { changeSetting, type Settings } from "@/server/domain/settings/settings";
import { acceptPushes } from "@/server/domain/shipment/accept-push";
import type { MovableClock } from "@/server/kernel/clock";
import type { Actor, Ctx } from "@/server/kernel/ctx";
import { parseEnv } from "@/server/kernel/env";
import { type Id, newId } from "@/server/kernel/id";
import { policies } from "@/server/policies";
import { inngest } from "@/server/policies/inngest";
import type { WithPorts } from "@/server/ports";

export type Kept = { path: string; body: string; headers: Headers };

export type TestApp = {
  app: App;
  shop: TestShop;
  clock: MovableClock;
  /** Address of the sandbox's HTTP port. */
  sandbox: string;
  /** What vendors have told the shop, oldest first. */
  webhooks: Kept[];
  ctx(actor?: Actor, cause?: Id<"event">): WithPorts;
  /** One request to the sandbox's controls, such as `control("POST", "/control/stripe/pay", { … })`. */
  control<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<T>;
  /** Moves the sandbox's clock and the app's on. */
  advance(seconds: number): Promise<void>;
  set<Key extends keyof Settings>(key: Key, value: Settings[Key]): Promise<void>;
  /** Rows of a query on the app's database. */
  rows<T extends Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
  /** The same database seen by another process of ours, as after a crash and a restart. */
  restarted(): App;
  drop(): Promise<void>;
};

type Options = NonNullable<Parameters<typeof testShop>[1]> & {
  /** Connections of the app's pool. */
  pool?: number;
  /** Register the policies with the sandbox's executor and wake the relay; off, a test calls what it needs itself. */
  policies?: boolean;
  /** Offer FedEx beside UPS, as a shop without keys does; off, there is one carrier and no choice between prices. */
  fedex?: boolean;
  /** Mail goes by Resend's stand-in instead of SMTP. */
  resend?: boolean;
  /** Keep a CRM in step, as a shop without keys does. */
  crm?: boolean;
  /** Act on webhooks as they come; off, they are only kept in `webhooks`. */
  acts?: boolean;
};

const vendorsOwn = /^(STRIPE|PAYPAL|UPS|FEDEX|RESEND|HUBSPOT|SANDBOX)_/;

/**
 * The shop as it runs, for one test file: a database of its own, the real adapters, the sandbox in this process, and a
 * small web server in the place of Next that takes webhooks and the executor's calls.
 */
export async function testApp(options: Options = {}): Promise<TestApp> {
  const {
    pool = 10,
    policies: withPolicies = false,
    acts = withPolicies,
    fedex = false,
    crm = false,
    resend = false,
    ...goods
  } = options;
  const database = await testDatabase();
  const shop = await testShop(database.pool, goods);
  const webhooks: Kept[] = [];
  let app: App | undefined;
  const running = () => {
    if (!app) throw new Error("The test app is not running.");
    return app;
  };

  const web = await webServer(running, webhooks, { withPolicies, acts });
  const webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  // The sandbox reads its credentials where `npm start` would have put them; what another test left there is none of ours.
  for (const name of Object.keys(process.env)) if (vendorsOwn.test(name)) delete process.env[name];
  Object.assign(process.env, { STRIPE_WEBHOOK_SECRET: "whsec_test", UPS_ACCOUNT_NUMBER: "HF1234" });
  const sandbox = await startSandbox(
    {
      port: 0,
      smtpPort: 0,
      databaseUrl: database.url,
      webUrl,
      eventKey: "test",
      signingKey: undefined,
      executorConcurrency: 4,
      retryBaseMs: 20,
      testClock: true,
    },
    vendors,
  );
  Object.assign(process.env, {
    INNGEST_DEV: "1",
    INNGEST_BASE_URL: sandbox.baseUrl,
    INNGEST_EVENT_KEY: "test",
  });
  inngest.setEnvVars(process.env);

  const mediaFolder = mkdtempSync(join(tmpdir(), "holdfast-media-"));
  const env = parseEnv({
    DATABASE_URL: database.url,
    DATABASE_POOL_MAX: String(pool),
    APP_URL: webUrl,
    AUTH_SECRET: "a secret of the tests with enough characters",
    STRIPE_SECRET_KEY: "sk_test_sandbox",
    STRIPE_WEBHOOK_SECRET: "whsec_test",
    STRIPE_API_URL: `${sandbox.baseUrl}/stripe`,
    PAYPAL_CLIENT_ID: "sandbox-paypal-client",
    PAYPAL_CLIENT_SECRET: "sandbox-paypal-secret",
    PAYPAL_WEBHOOK_ID: "SANDBOXWEBHOOK001",
    PAYPAL_API_URL: `${sandbox.baseUrl}/paypal`,
    UPS_CLIENT_ID: "sandbox-ups-client",
    UPS_CLIENT_SECRET: "sandbox-ups-secret",
    UPS_ACCOUNT_NUMBER: "HF1234",
    UPS_API_URL: `${sandbox.baseUrl}/ups`,
    UPS_WEBHOOK_CREDENTIAL: "sandbox-ups-webhook-credential",
    ...(fedex
      ? {
          FEDEX_CLIENT_ID: "sandbox-fedex-client",
          FEDEX_CLIENT_SECRET: "sandbox-fedex-secret",
          FEDEX_ACCOUNT_NUMBER: "740561073",
          FEDEX_API_URL: `${sandbox.baseUrl}/fedex`,
          FEDEX_WEBHOOK_SECRET: "sandbox-fedex-webhook-secret",
        }
      : {}),
    ...(resend
      ? {
          RESEND_API_KEY: "re_sandbox",
          RESEND_WEBHOOK_SECRET: "whsec_c2FuZGJveC1yZXNlbmQtc2VjcmV0",
          RESEND_API_URL: `${sandbox.baseUrl}/resend`,
        }
      : { SMTP_URL: `smtp://127.0.0.1:${sandbox.smtpPort}` }),
    ...(crm
      ? { HUBSPOT_ACCESS_TOKEN: "pat-sandbox-hubspot", HUBSPOT_API_URL: `${sandbox.baseUrl}/hubspot` }
      : {}),
    INNGEST_EVENT_KEY: "test",
    MEDIA_DIR: mediaFolder,
    TEST_CLOCK: "1",
  });
  const opened: App[] = [];
  const start = (): App => {
    const composed = compose(env);
    opened.push(composed);
    // Without policies nobody listens, and a test decides itself when events are published.
    return withPolicies ? composed : { ...composed, nudge: () => undefined };
  };
  app = start();
  hold(app);
  if (withPolicies) await fetch(`${webUrl}/api/inngest`, { method: "PUT" });

  const control = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(sandbox.baseUrl + path, {
      method,
      headers: { "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer as T;
  };

  return {
    app,
    shop,
    clock: app.clock as MovableClock,
    sandbox: sandbox.baseUrl,
    webhooks,
    ctx: (actor = { kind: "shopper" }, cause) => contextFor(actor, cause ?? null, running()),
    control,
    advance: async (seconds) => {
      await control("POST", "/control/clock", { advanceSeconds: seconds });
    },
    async set(key, value) {
      await changeSetting(contextFor({ kind: "shopper" }, null, running()), key, value);
      forgetReferenceData(running().db);
    },
    rows: async <T extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
      (await database.pool.query<T>(text, values)).rows,
    restarted() {
      const offset = running().clock.now().getTime() - Date.now();
      app = start();
      (app.clock as MovableClock).setOffset(offset / 1000);
      hold(app);
      return app;
    },
    async drop() {
      await sandbox.stop();
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
      for (const { db, ports } of opened) {
        if ("close" in ports.mailer && typeof ports.mailer.close === "function") ports.mailer.close();
        await db.$client.end();
      }
      await database.drop();
      rmSync(mediaFolder, { recursive: true, force: true });
    },
  };
}

/** What Next's route handlers do, behind a plain server. */
async function webServer(
  running: () => App,
  webhooks: Kept[],
  { withPolicies, acts }: { withPolicies: boolean; acts: boolean },
): Promise<Server> {
  const routes = new Hono();
  const keep = async (request: Request): Promise<Kept> => {
    const kept = {
      path: new URL(request.url).pathname,
      body: await request.text(),
      headers: request.headers,
    };
    webhooks.push(kept);
    return kept;
  };
  for (const name of ["stripe", "paypal", "ups", "fedex", "resend"])
    routes.post(`/api/webhooks/${name}`, async (c) => {
      const kept = await keep(c.req.raw);
      if (acts) await deliver(contextFor({ kind: "provider", name }, null, running()), kept);
      return c.json({ received: true });
    });
  routes.post("/api/test/clock", async (c) => {
    const { offsetSeconds } = (await c.req.json()) as { offsetSeconds: number };
    (running().clock as MovableClock).setOffset(offsetSeconds);
    return c.json({});
  });
  if (withPolicies) {
    // Made at the first call: it reads at once where the executor is, and that starts after this server.
    let handle: ((request: Request) => Response | Promise<Response>) | undefined;
    routes.on(["GET", "PUT", "POST"], "/api/inngest", (c) => {
      running();
      handle ??= serve({ client: inngest, functions: policies });
      return handle(c.req.raw);
    });
  }
  const server = createAdaptorServer({ fetch: routes.fetch }) as Server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** Gives the shop a webhook, as its route does. */
export async function deliver(ctx: WithPorts, { path, body, headers }: Kept): Promise<void> {
  const provider = paymentProviders.find((name) => path.endsWith(`/${name}`));
  if (provider) {
    const { inboxId, repeated } = await acceptWebhook(ctx, provider, body, headers);
    if (!repeated) await processWebhook(ctx, inboxId);
    return;
  }
  if (path.endsWith("/resend")) {
    const report = await ctx.ports.mailer.verifyReport?.(body, headers);
    if (report) await noteReport(ctx, report);
    return;
  }
  const { ups, fedex } = ctx.ports.carriers;
  const carrier = path.endsWith("/fedex") ? fedex : ups;
  if (!carrier) return;
  await acceptPushes(ctx, carrier, body, headers);
}

export const newYork = {
  name: "Ada Moreno",
  line1: "12 Orchard Street",
  city: "New York",
  region: "NY",
  postalCode: "10001",
  country: "US",
};

type Line = { sku: string; quantity: number };

/** What the checkout form sends for these lines; the rest can be given. */
export const orderInput = (lines: Line[], over: Record<string, unknown> = {}) =>
  createOrderSchema.parse({
    idempotencyKey: newId(),
    ...("customerId" in over ? {} : { customer: { email: "ada@example.com", name: "Ada Moreno" } }),
    lines,
    shippingAddress: newYork,
    shippingMethod: "standard",
    ...over,
  });

export const placeOrder = (
  ctx: Ctx,
  lines: Line[] = [{ sku: "TEST-A", quantity: 1 }],
  over: Record<string, unknown> = {},
): Promise<CreatedOrder> => createOrder(ctx, orderInput(lines, over));

export type PaidPage = { paymentId: Id<"payment">; session: string; state: string };

export const approved = "4242424242424242";
export const declined = "4000000000000002";

/** Opens the payment page and plays the shopper who pays on it. Nothing of ours hears of it yet. */
export async function pay(test: TestApp, orderId: Id<"order">, card = approved): Promise<PaidPage> {
  const page = await openPage(test, orderId, "stripe");
  const played = { session: page.session, card };
  const { state } = await test.control<{ state: string }>("POST", "/control/stripe/pay", played);
  return { ...page, state };
}

/**
 * The same on PayPal's page, `session` being the PayPal order. `decline` agrees with a card that PayPal refuses only when
 * the money is taken; `funding` is one of the sandbox's, such as "echeck" for money that takes days.
 */
export async function payWithPaypal(
  test: TestApp,
  orderId: Id<"order">,
  play: "approve" | "decline" = "approve",
  funding = "balance",
): Promise<PaidPage> {
  const page = await openPage(test, orderId, "paypal");
  const played = { order: page.session, funding };
  const { state } = await test.control<{ state: string }>("POST", `/control/paypal/${play}`, played);
  return { ...page, state };
}

async function openPage(test: TestApp, orderId: Id<"order">, provider: PaymentProvider) {
  await processPayment(test.ctx(), orderId, provider);
  const [row] = await test.app.db
    .select({ id: payment.id, ref: payment.providerRef })
    .from(payment)
    .where(sql`${payment.orderId} = ${orderId} and ${payment.status} in ('open', 'authorized', 'capturing')`);
  if (!row?.ref) throw new Error("There is no open payment page.");
  return { paymentId: row.id, session: row.ref };
}

/** An order that is placed, paid and settled. */
export async function paidOrder(
  test: TestApp,
  lines?: Line[],
  over?: Record<string, unknown>,
): Promise<CreatedOrder> {
  const order = await placeOrder(test.ctx(), lines, over);
  const { paymentId } = await pay(test, order.id);
  await settlePayment(test.ctx(), paymentId);
  return order;
}

/** What the card provider holds of one page. */
export async function moneyAt(test: TestApp, session: string) {
  const [row] = await test.rows<{
    doc: {
      intent: { status: string; received: number } | null;
      refunds: { amount: number; status: string }[];
    };
  }>("select doc from sandbox.stripe_payments where id = $1", [session]);
  if (!row) throw new Error(`The sandbox has no session ${session}.`);
  const { intent, refunds } = row.doc;
  return {
    state: intent?.status ?? "none",
    received: intent?.received ?? 0,
    refunded: refunds.filter((one) => one.status !== "failed").reduce((units, one) => units + one.amount, 0),
  };
}

/** Names of the events of an order, oldest first. */
export const eventsOf = async (test: TestApp, orderId: Id<"order">): Promise<string[]> =>
  (
    await test.rows<{ name: string }>("select name from event where order_id = $1 order by id", [orderId])
  ).map((row) => row.name);

export const shipmentsOf = (test: TestApp, orderId: Id<"order">) =>
  test.app.db.select().from(shipment).where(eq(shipment.orderId, orderId)).orderBy(shipment.number);

/** Waits until `check` no longer throws; for what runs by itself behind the test's back. */
export async function eventually<T>(check: () => Promise<T>, timeoutMs = 10_000): Promise<T> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

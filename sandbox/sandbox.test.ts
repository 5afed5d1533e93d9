import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { type Config, readConfig } from "./config";
import { html } from "./html";
import { cutSecrets } from "./request-log";
import { type Sandbox, startSandbox } from "./sandbox";
import type { Vendor, World } from "./vendor";

let database: TestDatabase;
let sandbox: Sandbox;
let world: World;
let config: Config;
const shopSaw: { method: string; url: string; authorization: string | undefined; body: string }[] = [];
let offset = 0;
let made = 0;

/** A shop that answers everything and remembers its clock, as the app does in tests. */
const shop = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk));
  request.on("end", () => {
    const { method = "", url = "" } = request;
    shopSaw.push({ method, url, authorization: request.headers.authorization, body });
    if (url === "/api/test/clock") offset = Number(JSON.parse(body).offsetSeconds);
    response.end("{}");
  });
});

const acme: Vendor = {
  name: "acme",
  controlAliases: ["things"],
  tables: "create table if not exists acme_thing (name text)",
  routes: (given) => {
    world = given;
    return new Hono()
      .get("/v1/things", (c) => c.json(["anvil"]))
      .post("/v1/things", (c) => {
        made++;
        return c.json({}, 201);
      })
      .post("/oauth/token", (c) => c.json({}))
      .post("/v1/crash", () => {
        throw new Error("out of anvils");
      });
  },
  controls: () => new Hono().post("/advance", (c) => c.json({ advanced: true })),
  panel: async () => html`<p>${"<script>alert(1)</script>"}</p>`,
  signWebhook: (body) => ({ "acme-signature": `signed ${body}` }),
};

const call = async (path: string, method = "GET", body?: unknown) => {
  const response = await fetch(sandbox.baseUrl + path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  return { status: response.status, text: await response.text() };
};

beforeAll(async () => {
  database = await emptyDatabase();
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  config = {
    ...readConfig({
      SANDBOX_DATABASE_URL: database.url,
      SANDBOX_PORT: "0",
      SMTP_PORT: "0",
      TEST_CLOCK: "1",
      INNGEST_EVENT_KEY: "key",
    }),
    webUrl: `http://localhost:${(shop.address() as AddressInfo).port}`,
  };
  sandbox = await startSandbox(config, [acme]);
});

beforeEach(() => call("/control/faults", "DELETE"));

afterAll(async () => {
  await sandbox.stop();
  shop.closeAllConnections();
  shop.close();
  await database.drop();
});

test("it answers on both loopbacks and by name", async () => {
  const { port } = new URL(sandbox.baseUrl);
  for (const host of ["localhost", "127.0.0.1"])
    expect(await (await fetch(`http://${host}:${port}/control/health`)).json()).toEqual({ ok: true });
});

test("a vendor's controls answer under its own name and under its alias", async () => {
  expect(await call("/control/acme/advance", "POST")).toEqual({ status: 200, text: '{"advanced":true}' });
  expect(await call("/control/things/advance", "POST")).toEqual({ status: 200, text: '{"advanced":true}' });
});

test("a vendor told to fail fails until it is calmed, and its log shows both", async () => {
  await call("/control/faults/acme", "PUT", { errorRate: 1, latencyMs: 20 });
  expect((await call("/acme/v1/things")).status).toBe(500);
  await call("/control/faults", "DELETE");
  expect(await call("/acme/v1/things")).toEqual({ status: 200, text: '["anvil"]' });
  const log = JSON.parse((await call("/control/log?vendor=acme")).text) as { status: number; path: string }[];
  expect(log.slice(0, 2).map(({ status, path }) => [status, path])).toEqual([
    [200, "/acme/v1/things"],
    [500, "/acme/v1/things"],
  ]);
});

test("a vendor told to be silent leaves the caller waiting", async () => {
  await call("/control/faults/acme", "PUT", { timeoutRate: 1 });
  await expect(
    fetch(`${sandbox.baseUrl}/acme/v1/things`, { signal: AbortSignal.timeout(300) }),
  ).rejects.toThrow(/timeout|aborted/);
  await vi.waitFor(async () =>
    expect(JSON.parse((await call("/control/log?vendor=acme")).text)[0]).toMatchObject({ status: null }),
  );
});

test("a vendor told to lose its answers has done what it was asked, token or not", async () => {
  const before = made;
  await call("/control/faults/acme", "PUT", { answerLossRate: 1, answerLossOn: "/things" });
  await expect(
    fetch(`${sandbox.baseUrl}/acme/v1/things`, { method: "POST", signal: AbortSignal.timeout(300) }),
  ).rejects.toThrow(/timeout|aborted/);
  expect(made).toBe(before + 1);
  await call("/control/faults/acme", "PUT", { answerLossRate: 1, answerLossOn: "/other" });
  expect((await call("/acme/v1/things", "POST")).status).toBe(201);
  await call("/control/faults/acme", "PUT", { answerLossRate: 1 });
  expect((await call("/acme/oauth/token", "POST")).status).toBe(200);
});

test("a fault that makes no sense, or for nobody, is refused with a sentence", async () => {
  expect((await call("/control/faults/acme", "PUT", { errorRate: 2 })).status).toBe(400);
  const unknown = await call("/control/faults/nobody", "PUT", {});
  expect(unknown).toMatchObject({ status: 404, text: expect.stringContaining("There is no nobody here") });
});

test("the fault form of the page sets the same knobs", async () => {
  const form = new URLSearchParams({
    latencyMs: "0",
    errorRate: "0.5",
    timeoutRate: "0",
    lossRate: "1",
    reorder: "on",
  });
  const response = await fetch(`${sandbox.baseUrl}/control/faults/acme`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  expect([response.status, response.headers.get("location")]).toEqual([303, "/#acme"]);
  expect(JSON.parse((await call("/control/faults")).text).acme).toMatchObject({
    errorRate: 0.5,
    webhooks: { lossRate: 1, reorder: true },
  });
});

test("a page of another site can't turn the knobs", async () => {
  const response = await fetch(`${sandbox.baseUrl}/control/calm`, {
    method: "POST",
    headers: { "sec-fetch-site": "cross-site" },
  });
  expect(response.status).toBe(403);
});

test("the page shows what vendors hold, without running it", async () => {
  const { status, text } = await call("/");
  expect(status).toBe(200);
  expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  for (const path of ["/mail", "/runs", "/log", "/webhooks"]) expect((await call(path)).status).toBe(200);
  for (const path of ["/mail/9", "/mail/x", "/runs/none", "/nothing"])
    expect((await call(path)).status).toBe(404);
});

test("a vendor that crashes answers 500 and the sandbox goes on", async () => {
  expect((await call("/acme/v1/crash", "POST")).status).toBe(500);
  expect((await call("/acme/v1/things")).status).toBe(200);
});

test("a webhook of a vendor reaches the shop", async () => {
  await world.sendWebhook({ vendor: "acme", eventId: "evt_1", path: "/api/webhooks/acme", body: '{"a":1}' });
  await vi.waitFor(
    () =>
      expect(shopSaw).toContainEqual(expect.objectContaining({ url: "/api/webhooks/acme", body: '{"a":1}' })),
    { timeout: 5000 },
  );
});

test("mail sent to the shop's mail server can be read over the control contract, from a time on", async () => {
  const transport = nodemailer.createTransport({ host: "localhost", port: sandbox.smtpPort });
  const before = world.now();
  await transport.sendMail({
    from: "a@holdfast.test",
    to: "ada@example.com",
    subject: "Hi",
    text: "See https://shop.test/x",
  });
  transport.close();
  const at = (after: Date) => call(`/control/mail?to=Ada@Example.com&after=${after.toISOString()}`);
  expect(JSON.parse((await at(before)).text)).toMatchObject([
    { to: "ada@example.com", subject: "Hi", links: ["https://shop.test/x"] },
  ]);
  expect(JSON.parse((await at(new Date(world.now().getTime() + 1000))).text)).toEqual([]);
});

test("the clock moves here and in the shop, and a restart remembers both", async () => {
  const before = world.now().getTime();
  expect((await call("/control/clock", "POST", { advanceSeconds: 3600 })).status).toBe(200);
  expect(world.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
  expect(shopSaw.find(({ url }) => url === "/api/test/clock")).toMatchObject({
    authorization: "Bearer key",
    body: '{"offsetSeconds":3600}',
  });

  offset = 0;
  await call("/control/faults/acme", "PUT", { errorRate: 0.25 });
  await sandbox.stop();
  sandbox = await startSandbox(config, [acme]);
  await vi.waitFor(() => expect(offset).toBe(3600), { timeout: 5000 });
  expect(world.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
  expect(JSON.parse((await call("/control/faults")).text).acme).toEqual({ errorRate: 0.25 });
});

test("without TEST_CLOCK the clock does not move", async () => {
  const other = await startSandbox({ ...config, testClock: false }, []);
  const response = await fetch(`${other.baseUrl}/control/clock`, {
    method: "POST",
    body: '{"advanceSeconds":1}',
  });
  expect([response.status, await response.json()]).toEqual([
    409,
    { error: expect.stringContaining("TEST_CLOCK=1") },
  ]);
  await other.stop();
});

test("it does not start next to real money", () => {
  const env = { SANDBOX_DATABASE_URL: "postgres://x", STRIPE_SECRET_KEY: "sk_live_1" };
  expect(() => readConfig({ ...env, NODE_ENV: "production" })).toThrow(
    "STRIPE_SECRET_KEY is a real Stripe key",
  );
  expect(readConfig({ ...env, STRIPE_SECRET_KEY: "sk_test_1", NODE_ENV: "production" }).port).toBe(4000);
  const paypal = { SANDBOX_DATABASE_URL: "postgres://x", PAYPAL_CLIENT_ID: "id", NODE_ENV: "production" };
  expect(() => readConfig(paypal)).toThrow("PAYPAL_CLIENT_ID is a real PayPal key");
  const elsewhere = { ...paypal, PAYPAL_API_URL: "http://localhost:4000/paypal" };
  expect(readConfig(elsewhere).port).toBe(4000);
  expect(() => readConfig({})).toThrow("SANDBOX_DATABASE_URL is missing");
});

test("card numbers and credentials don't stay in the log, tracking numbers do", () => {
  expect(cutSecrets("/v1/x?card_number=1&n=4242 4242 4242 4242&client_secret=abc&q=1")).toBe(
    "/v1/x?card_number=[cut]&n=[cut]&client_secret=[cut]&q=1",
  );
  expect(cutSecrets("/pay/4000000000000002")).toBe("/pay/[cut]");
  expect(cutSecrets("/api/track/v1/details/1ZCIETST0111111114")).toBe(
    "/api/track/v1/details/1ZCIETST0111111114",
  );
});

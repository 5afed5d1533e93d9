import { serve } from "@hono/node-server";
import { Hono } from "hono";
import pg from "pg";
import { emptyDatabase } from "@/db/testing";
import { MovableClock } from "@/server/kernel/clock";
import type { World } from "../vendor";
import { paypal } from "./index";

type Webhook = { eventId: string; path: string; body: string };
export type Seen = {
  method: string;
  path: string;
  headers: Headers;
  body: string;
  status: number;
  answer: string;
};

/** PayPal's stand-in on a free port with a database of its own, for tests; `trouble` makes the next calls go wrong. */
export async function startPaypal() {
  const database = await emptyDatabase();
  await database.pool.query("create schema sandbox");
  const db = new pg.Pool({ connectionString: database.url, max: 10, options: "-c search_path=sandbox" });
  // Dropping the database at the end may reach a connection that is just closing.
  db.on("error", () => undefined);
  await db.query(paypal.tables);

  const clock = new MovableClock();
  const webhooks: Webhook[] = [];
  const seen: Seen[] = [];
  const calm = {
    errors: 0,
    status: 500,
    body: '{"name":"INTERNAL_SERVER_ERROR","message":"broken on purpose"}',
    hangs: 0,
    loseAnswers: 0,
    /** Only calls whose path contains this have trouble. */
    at: "",
  };
  const trouble = { ...calm };
  const world: World = {
    db,
    now: () => clock.now(),
    baseUrl: "",
    webUrl: "http://localhost:3000",
    sendWebhook: async ({ eventId, path, body }) => void webhooks.push({ eventId, path, body }),
  };

  const app = new Hono();
  app.use("/paypal/*", async (c, next) => {
    const url = new URL(c.req.url);
    const body = await c.req.raw.clone().text();
    const concerned = url.pathname.includes(trouble.at);
    if (concerned && trouble.hangs > 0) {
      trouble.hangs -= 1;
      return new Promise<never>(() => undefined);
    }
    if (concerned && trouble.errors > 0) {
      trouble.errors -= 1;
      return new Response(trouble.body, { status: trouble.status });
    }
    await next();
    const answer = await c.res.clone().text();
    const { method, raw } = c.req;
    const [path, status] = [url.pathname + url.search, c.res.status];
    seen.push({ method, path, headers: raw.headers, body, status, answer });
    if (concerned && trouble.loseAnswers > 0) {
      trouble.loseAnswers -= 1;
      await new Promise<never>(() => undefined);
    }
  });
  app.route("/paypal", paypal.routes(world));
  if (paypal.controls) app.route("/control/paypal", paypal.controls(world));

  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(made));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port");
  world.baseUrl = `http://127.0.0.1:${address.port}`;
  const stopWork = await paypal.start?.(world);

  return {
    world,
    clock,
    webhooks,
    seen,
    trouble,
    calmDown: () => void Object.assign(trouble, calm),
    apiUrl: `${world.baseUrl}/paypal`,
    /** An operator's own call, with a token of its own. */
    async api(path: string, init: RequestInit = {}): Promise<Response> {
      const asked = await fetch(`${world.baseUrl}/paypal/v1/oauth2/token`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa("sandbox-paypal-client:sandbox-paypal-secret")}` },
        body: new URLSearchParams({ grant_type: "client_credentials" }),
      });
      const { access_token: token } = (await asked.json()) as { access_token: string };
      const headers = {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        ...init.headers,
      };
      return fetch(`${world.baseUrl}/paypal${path}`, { ...init, headers });
    },
    control: async (action: string, body: object): Promise<Record<string, string>> => {
      const response = await fetch(`${world.baseUrl}/control/paypal/${action}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Record<string, string>;
    },
    async stop() {
      await stopWork?.();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await db.end();
      await database.drop();
    },
  };
}

export type RunningPaypal = Awaited<ReturnType<typeof startPaypal>>;

import { serve } from "@hono/node-server";
import { Hono } from "hono";
import pg from "pg";
import { emptyDatabase } from "@/db/testing";
import { MovableClock } from "@/server/kernel/clock";
import type { World } from "../vendor";
import { stripe } from "./index";

export type Webhook = { eventId: string; path: string; body: string };
export type Seen = {
  method: string;
  path: string;
  headers: Headers;
  body: string;
  status: number;
  answer: string;
};

/** Stripe's stand-in on a free port with a database of its own, for tests; `trouble` makes the next calls go wrong. */
export async function startStripe() {
  const database = await emptyDatabase();
  await database.pool.query("create schema sandbox");
  const db = new pg.Pool({ connectionString: database.url, max: 10, options: "-c search_path=sandbox" });
  // Dropping the database at the end may reach a connection that is just closing.
  db.on("error", () => undefined);
  await db.query(stripe.tables);

  const clock = new MovableClock();
  const webhooks: Webhook[] = [];
  const seen: Seen[] = [];
  const trouble = {
    errors: 0,
    status: 500,
    body: '{"error":{"message":"broken on purpose"}}',
    hangs: 0,
    loseAnswers: 0,
  };
  const world: World = {
    db,
    now: () => clock.now(),
    baseUrl: "",
    webUrl: "http://localhost:3000",
    sendWebhook: async ({ eventId, path, body }) => void webhooks.push({ eventId, path, body }),
  };

  const app = new Hono();
  app.use("/stripe/*", async (c, next) => {
    const body = await c.req.raw.clone().text();
    if (trouble.hangs > 0) {
      trouble.hangs -= 1;
      return new Promise<never>(() => undefined);
    }
    if (trouble.errors > 0) {
      trouble.errors -= 1;
      return new Response(trouble.body, { status: trouble.status });
    }
    await next();
    const url = new URL(c.req.url);
    const answer = await c.res.clone().text();
    seen.push({
      method: c.req.method,
      path: url.pathname + url.search,
      headers: c.req.raw.headers,
      body,
      status: c.res.status,
      answer,
    });
    if (trouble.loseAnswers > 0) {
      trouble.loseAnswers -= 1;
      await new Promise<never>(() => undefined);
    }
  });
  app.route("/stripe", stripe.routes(world));
  if (stripe.controls) app.route("/control/stripe", stripe.controls(world));

  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(made));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port");
  world.baseUrl = `http://127.0.0.1:${address.port}`;
  const stopWork = await stripe.start?.(world);

  return {
    world,
    clock,
    webhooks,
    seen,
    trouble,
    apiUrl: `${world.baseUrl}/stripe`,
    control: async (action: string, body: object): Promise<Record<string, string>> => {
      const response = await fetch(`${world.baseUrl}/control/stripe/${action}`, {
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

export type RunningStripe = Awaited<ReturnType<typeof startStripe>>;

import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type pg from "pg";
import type { World } from "@/sandbox/vendor";
import { fedexCarrier } from "@/server/adapters/fedex/fedex";
import type { Carrier, Parcel } from "@/server/ports/carrier";
import { fedex } from "./index";

/** What both sides agree on. */
export const agreed = {
  FEDEX_CLIENT_ID: "l7a1b2c3",
  FEDEX_CLIENT_SECRET: "a secret&with=signs of forms",
  FEDEX_ACCOUNT_NUMBER: "740561073",
  FEDEX_WEBHOOK_SECRET: "a-security-token-of-ours",
};

export const baltimore = {
  name: "Holdfast East",
  line1: "2311 York Rd",
  city: "Baltimore",
  region: "MD",
  postalCode: "21201",
  country: "US",
  phone: "+1 410 555 0134",
};
export const ada = {
  name: "Ada Lovelace",
  line1: "12 St James's Square",
  city: "San Francisco",
  region: "CA",
  postalCode: "94105-1234",
  country: "US",
};
export const parcel: Parcel = {
  labelId: "0198d6a2-3b7e-7c11-9a55-4f1f6f0f8a01",
  reference: "HF-100001-1",
  from: baltimore,
  to: ada,
  weightGrams: 1200,
  service: "standard",
};

/** One request and its answer, as they went over the wire. */
export type Exchange = {
  method: string;
  path: string;
  headers: Headers;
  body: string;
  status: number;
  answer: unknown;
};

export type SentWebhook = { eventId: string; path: string; body: string };

/** The FedEx sandbox on a free port of its own, with its world in the test's hands. Used by the contract tests. */
export async function contractServer(pool: pg.Pool) {
  const exchanges: Exchange[] = [];
  const webhooks: SentWebhook[] = [];
  // Each is asked before the sandbox is; what one answers is sent instead.
  const faults: ((
    path: string,
    sandbox: () => Promise<void>,
  ) => Promise<Response | undefined> | Response | undefined)[] = [];
  let aheadMs = 0;
  const world: World = {
    db: pool,
    now: () => new Date(Date.now() + aheadMs),
    baseUrl: "",
    webUrl: "http://shop.test",
    sendWebhook: async ({ eventId, path, body }) => void webhooks.push({ eventId, path, body }),
  };
  Object.assign(process.env, agreed);
  await pool.query(fedex.tables);

  const app = new Hono();
  app.use("/fedex/*", async (c, next) => {
    const { method } = c.req;
    const path = c.req.path.replace("/fedex", "");
    const headers = new Headers(c.req.raw.headers);
    const body = await c.req.raw.clone().text();
    const fault = await faults.shift()?.(path, next);
    if (fault) {
      c.res = fault;
      return;
    }
    await next();
    const text = await c.res.clone().text();
    exchanges.push({ method, path, headers, body, status: c.res.status, answer: JSON.parse(text) });
  });
  app.route("/fedex", fedex.routes(world));
  if (fedex.controls) app.route("/control/parcels", fedex.controls(world));
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(started));
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  return {
    world,
    origin,
    apiUrl: `${origin}/fedex`,
    exchanges,
    webhooks,
    faults,
    moveClock: (ms: number) => {
      aheadMs += ms;
    },
    advance: (trackingNumber: string, to: string, reason?: string) =>
      fetch(`${origin}/control/parcels/advance`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ trackingNumber, to, ...(reason ? { reason } : {}) }),
      }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type ContractServer = Awaited<ReturnType<typeof contractServer>>;

/** The adapter, set up for this server. */
export const carrierFor = (
  server: ContractServer,
  over: { timeoutMs?: number; clientSecret?: string; apiUrl?: string } = {},
): Carrier =>
  fedexCarrier({
    clientId: agreed.FEDEX_CLIENT_ID,
    clientSecret: agreed.FEDEX_CLIENT_SECRET,
    accountNumber: agreed.FEDEX_ACCOUNT_NUMBER,
    apiUrl: server.apiUrl,
    webhookSecret: agreed.FEDEX_WEBHOOK_SECRET,
    shopName: "Holdfast",
    now: server.world.now,
    ...over,
  });

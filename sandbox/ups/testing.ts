import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type pg from "pg";
import type { World } from "@/sandbox/vendor";
import { upsCarrier } from "@/server/adapters/ups/ups";
import type { Carrier, Parcel } from "@/server/ports/carrier";
import { ups } from "./index";

/** What both sides agree on. */
export const agreed = {
  UPS_CLIENT_ID: "client",
  UPS_CLIENT_SECRET: "a secret:with colon",
  UPS_ACCOUNT_NUMBER: "R8A14X",
  UPS_WEBHOOK_CREDENTIAL: "push-credential-1",
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
  reference: "HF-100001",
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

/** The UPS sandbox on a free port of its own, with its world in the test's hands. Used by the contract tests. */
export async function contractServer(pool: pg.Pool) {
  const exchanges: Exchange[] = [];
  const webhooks: SentWebhook[] = [];
  // Each is asked before the sandbox is; what one answers is sent instead.
  const faults: ((path: string) => Promise<Response> | Response | undefined)[] = [];
  let aheadMs = 0;
  const world: World = {
    db: pool,
    now: () => new Date(Date.now() + aheadMs),
    baseUrl: "",
    webUrl: "http://shop.test",
    sendWebhook: async ({ eventId, path, body }) => void webhooks.push({ eventId, path, body }),
  };
  Object.assign(process.env, agreed);
  await pool.query(ups.tables);

  const app = new Hono();
  app.use("/ups/*", async (c, next) => {
    const { method } = c.req;
    const path = c.req.path.replace("/ups", "");
    const headers = new Headers(c.req.raw.headers);
    const body = method === "GET" || method === "DELETE" ? "" : await c.req.raw.clone().text();
    const fault = await faults.shift()?.(path);
    if (fault) return fault;
    await next();
    const text = await c.res.clone().text();
    exchanges.push({ method, path, headers, body, status: c.res.status, answer: JSON.parse(text) });
    return undefined;
  });
  app.route("/ups", ups.routes(world));
  if (ups.controls) app.route("/control/parcels", ups.controls(world));
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(started));
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  return {
    world,
    origin,
    apiUrl: `${origin}/ups`,
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

type Over = { timeoutMs?: number; clientSecret?: string; apiUrl?: string; now?: () => Date };

/** The adapter, set up for this server. */
export const carrierFor = (server: ContractServer, over: Over = {}): Carrier =>
  carrierAt(server.apiUrl, { now: server.world.now, ...over });

/** The adapter, set up for a sandbox at this address. */
export const carrierAt = (apiUrl: string, over: Over = {}): Carrier =>
  upsCarrier({
    clientId: agreed.UPS_CLIENT_ID,
    clientSecret: agreed.UPS_CLIENT_SECRET,
    accountNumber: agreed.UPS_ACCOUNT_NUMBER,
    apiUrl,
    webhookUrl: "https://shop.test/api/webhooks/ups",
    webhookCredential: agreed.UPS_WEBHOOK_CREDENTIAL,
    shopName: "Holdfast",
    ...over,
  });

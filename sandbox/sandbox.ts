import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { log } from "@/server/kernel/log";
import { AppLink } from "./app-link";
import { Clock, clockTables } from "./clock";
import type { Config } from "./config";
import { controlRoutes } from "./control";
import { createTables, openPool } from "./database";
import { FaultBoard, faultTables, withFaults } from "./faults";
import { Executor } from "./inngest/executor";
import { runPages } from "./inngest/pages";
import { inngestRoutes } from "./inngest/routes";
import { tables as inngestTables } from "./inngest/tables";
import { mailPages } from "./mail/pages";
import { startMailServer } from "./mail/server";
import { mailTables } from "./mail/store";
import { pages } from "./pages";
import { logTables, RequestLog } from "./request-log";
import type { Vendor, World } from "./vendor";
import { WebhookQueue, webhookTables } from "./webhooks";

export type Sandbox = { baseUrl: string; smtpPort: number; stop(): Promise<void> };

/** Starts the whole sandbox; port 0 takes a free one. Resolves when it can be used. */
export async function startSandbox(config: Config, vendors: readonly Vendor[]): Promise<Sandbox> {
  const db = openPool(config.databaseUrl);
  await createTables(db, [
    clockTables,
    faultTables,
    logTables,
    webhookTables,
    mailTables,
    inngestTables,
    ...vendors.map((v) => v.tables),
  ]);
  const clock = new Clock(db, config.testClock);
  const faults = new FaultBoard(db);
  await Promise.all([clock.load(), faults.load()]);
  const now = () => clock.now();
  const requests = new RequestLog(db);
  const webhooks = new WebhookQueue({ db, now, webUrl: config.webUrl, faults, vendors });
  const { signingKey, eventKey } = config;
  const app = new AppLink({ webUrl: config.webUrl, clock, eventKey });
  const executor = new Executor({
    db,
    now,
    signingKey,
    concurrency: config.executorConcurrency,
    retryBaseMs: config.retryBaseMs,
    onAway: () => app.lost(),
  });

  const root = new Hono<{ Bindings: Partial<HttpBindings> }>();
  // The port is taken first, for vendors are told our address; until all is in place, there is no answer yet.
  let ready = false;
  const servers = await listen(config.port, (request, env) =>
    ready ? root.fetch(request, env) : new Response("The sandbox is starting.", { status: 503 }),
  );
  const baseUrl = `http://localhost:${portOf(servers[0])}`;
  const world: World = {
    db,
    now,
    baseUrl,
    webUrl: config.webUrl,
    sendWebhook: (webhook) => webhooks.send(webhook),
  };

  root.use("/control/*", sameSiteOnly);
  const names = [...vendors.map((vendor) => vendor.name), "mail", "inngest"];
  const wake = () => {
    executor.wake();
    webhooks.wake();
  };
  root.route("/control", controlRoutes({ db, clock, faults, requests, app, names, wake }));
  for (const vendor of vendors) {
    root.use(`/${vendor.name}/*`, withFaults(vendor.name, faults, requests, now));
    root.route(`/${vendor.name}`, vendor.routes(world));
    const controls = vendor.controls?.(world);
    if (controls)
      for (const name of [vendor.name, ...(vendor.controlAliases ?? [])])
        root.route(`/control/${name}`, controls);
  }
  const inngest = inngestRoutes({ db, now, signingKey, eventKey, wake: () => executor.wake() });
  for (const prefix of ["/inngest", "/"]) {
    for (const path of ["e/*", "fn/*", "v1/*"])
      root.use(`${prefix.replace(/\/$/, "")}/${path}`, withFaults("inngest", faults, requests, now));
    root.route(prefix, inngest);
  }
  root.route("/", mailPages(db, now));
  root.route("/", runPages(db, now));
  root.route("/", pages({ world, vendors, clock, faults, requests, app }));
  root.notFound((c) => c.json({ error: `The sandbox has nothing at ${c.req.path}.` }, 404));
  root.onError((error, c) => {
    log.error({ error: error.message, stack: error.stack, path: c.req.path }, "sandbox: a request failed");
    return c.json({ error: { message: `Sandbox: ${error.message}` } }, 500);
  });

  const mail = await startMailServer({ db, now, port: config.smtpPort, faults, requests });
  const stops = await Promise.all(vendors.map((vendor) => vendor.start?.(world)));
  webhooks.start();
  executor.start();
  ready = true;
  app.start();

  return {
    baseUrl,
    smtpPort: mail.port,
    async stop() {
      await app.stop();
      await Promise.all(stops.map((stop) => stop?.()));
      await Promise.all([executor.stop(), webhooks.stop(), mail.stop()]);
      await Promise.all(servers.map(close));
      await requests.flush();
      await db.end();
    },
  };
}

/** Both loopbacks: `localhost` is ::1 for some clients, 127.0.0.1 for others. A machine without IPv6 has one. */
async function listen(
  port: number,
  fetch: (request: Request, env: HttpBindings) => Response | Promise<Response>,
): Promise<[Server, ...Server[]]> {
  const open = (hostname: string, at: number) =>
    new Promise<Server>((resolve, reject) => {
      const server = createAdaptorServer({
        fetch: (request, env) => fetch(request, env as HttpBindings),
      }) as Server;
      server.once("error", reject);
      server.listen(at, hostname, () => resolve(server));
    });
  const first = await open("127.0.0.1", port);
  try {
    return [first, await open("::1", portOf(first))];
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRNOTAVAIL" && code !== "EAFNOSUPPORT")
      log.warn({ code }, "sandbox: ::1 could not be used");
    return [first];
  }
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A page of another site that is open in the same browser must not turn our knobs. */
async function sameSiteOnly(
  c: {
    req: { method: string; header(name: string): string | undefined };
    json(body: unknown, status: 403): Response;
  },
  next: () => Promise<void>,
): Promise<Response | undefined> {
  if (c.req.method !== "GET" && c.req.header("sec-fetch-site") === "cross-site")
    return c.json({ error: "The sandbox is not driven from other sites." }, 403);
  await next();
  return undefined;
}

import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { migrate } from "@/db/migrate";
import { category, location, product, setting, variant } from "@/db/schema";
import { seedDemoUsers } from "@/db/seed/users";
import { startSandbox } from "@/sandbox/sandbox";
import { vendors } from "@/sandbox/vendors";
import { type App, compose, hold } from "@/server/composition";
import { parseEnv } from "@/server/kernel/env";
import { newId } from "@/server/kernel/id";
import { appEnvironment } from "../environment";
import type { Home } from "../home";
import { readSecrets } from "../secrets";
import type { Plan } from "./plan";

export const place = "UK";

export type World = { app: App; sandbox: string; databaseUrl: string; close(): Promise<void> };

/** A shop of its own in an empty database: the plan's goods in pounds, and a sandbox in this process. */
export async function openWorld(
  home: Home,
  databaseUrl: string,
  plan: Plan,
  connections: number,
): Promise<World> {
  await migrate(databaseUrl);
  const web = await deafWeb();
  const webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  mkdirSync(home.folder, { recursive: true });
  const secrets = readSecrets(home);
  Object.assign(process.env, secrets);
  const sandbox = await startSandbox(
    {
      port: 0,
      smtpPort: 0,
      databaseUrl,
      webUrl,
      eventKey: secrets.INNGEST_EVENT_KEY,
      signingKey: undefined,
      executorConcurrency: 1,
      retryBaseMs: 1000,
      testClock: false,
    },
    vendors,
  );
  const env = parseEnv(
    appEnvironment({ DATABASE_POOL_MAX: String(connections) }, secrets, {
      web: webUrl,
      sandbox: sandbox.baseUrl,
      smtp: `smtp://127.0.0.1:${sandbox.smtpPort}`,
      databaseUrl,
      sandboxDatabaseUrl: databaseUrl,
    }),
  );
  // The replay does itself what policies would do; the past is not told to anybody.
  const app: App = { ...compose(env), nudge: () => undefined };
  hold(app);
  await furnish(app, plan);
  return {
    app,
    sandbox: sandbox.baseUrl,
    databaseUrl,
    async close() {
      await app.db.execute("update event set published_at = occurred_at where published_at is null");
      await sandbox.stop();
      if ("close" in app.ports.mailer && typeof app.ports.mailer.close === "function")
        app.ports.mailer.close();
      web.closeAllConnections();
      web.close();
      await app.db.$client.end();
    },
  };
}

/** A new, empty database on a server, named by the time. */
export async function newDatabase(serverUrl: string): Promise<string> {
  const name = `holdfast_replay_${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`).finally(() => client.end());
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Takes what vendors report and does nothing about it: the replay asks them itself. */
async function deafWeb(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** The place, the settings, and one product a stock code; prices come with each order. */
async function furnish({ db }: App, plan: Plan): Promise<void> {
  const now = new Date();
  await seedDemoUsers(db, now);
  await db.insert(setting).values(
    Object.entries({ currency: "GBP", shopName: "Retail replay", timeZone: "Europe/London" }).map(
      ([key, value]) => ({
        key,
        value,
      }),
    ),
  );
  await db.insert(location).values({
    id: newId(),
    code: place,
    name: "Nottingham",
    address: {
      name: "Retail replay",
      line1: "1 Castle Boulevard",
      city: "Nottingham",
      postalCode: "NG7 1FB",
      country: "GB",
      phone: "+441155550100",
    },
    latitude: 52.95,
    longitude: -1.15,
    timeZone: "Europe/London",
  });
  const categoryId = newId<"category">();
  await db.insert(category).values({ id: categoryId, slug: "gifts", name: "Gifts" });
  const goods = [...plan.goods].map(([sku, about]) => ({ sku, ...about, productId: newId<"product">() }));
  for (let from = 0; from < goods.length; from += 1000) {
    const some = goods.slice(from, from + 1000);
    await db.insert(product).values(
      some.map(({ sku, title, productId }) => ({
        id: productId,
        slug: sku.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
        title,
        categoryId,
        publishedAt: new Date("2000-01-01T00:00:00Z"),
      })),
    );
    await db.insert(variant).values(
      some.map(({ sku, price, productId }) => ({
        id: newId<"variant">(),
        productId,
        sku,
        priceAmount: price,
        currency: "GBP",
        weightGrams: 1,
      })),
    );
  }
}

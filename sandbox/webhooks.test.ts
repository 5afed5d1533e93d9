import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { FaultBoard, faultTables } from "./faults";
import type { Vendor } from "./vendor";
import { WebhookQueue, webhookTables } from "./webhooks";

let database: TestDatabase;
let queue: WebhookQueue;
let faults: FaultBoard;
let offsetMs: number;
let answers: number[];
let seen: { body: string; headers: IncomingMessage["headers"] }[];
const shop = createServer((request: IncomingMessage, response: ServerResponse) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk));
  request.on("end", () => {
    seen.push({ body, headers: request.headers });
    response.writeHead(answers.shift() ?? 200).end();
  });
});

const acme = {
  name: "acme",
  signWebhook: (body: string) => ({ "acme-signature": `signed ${body}` }),
} as Partial<Vendor> as Vendor;

function newQueue(): WebhookQueue {
  const { port } = shop.address() as AddressInfo;
  const now = () => new Date(Date.now() + offsetMs);
  return new WebhookQueue({
    db: database.pool,
    now,
    webUrl: `http://127.0.0.1:${port}`,
    faults,
    vendors: [acme],
    retryBaseMs: 30,
  });
}

beforeEach(async () => {
  [offsetMs, answers, seen] = [0, [], []];
  database = await emptyDatabase();
  await database.pool.query(webhookTables + faultTables);
  faults = new FaultBoard(database.pool);
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  queue = newQueue();
  queue.start();
});

afterEach(async () => {
  await queue.stop();
  shop.closeAllConnections();
  await new Promise((resolve) => shop.close(resolve));
  await database.drop();
});

const send = (body: string) =>
  queue.send({ vendor: "acme", eventId: `evt_${body}`, path: "/api/webhooks/acme", body });
const states = async () =>
  (await database.pool.query<{ state: string }>("select state from webhook order by id")).rows.map(
    (row) => row.state,
  );
const all = (state: string, count: number) =>
  vi.waitFor(async () => expect(await states()).toEqual(Array.from({ length: count }, () => state)), {
    timeout: 5000,
  });

test("a webhook arrives once, signed", async () => {
  await send("one");
  await all("delivered", 1);
  expect(seen.map(({ body, headers }) => [body, headers["acme-signature"]])).toEqual([["one", "signed one"]]);
});

test("a webhook the shop refuses comes again until it is taken", async () => {
  answers = [500, 503, 302];
  await send("stubborn");
  await all("delivered", 1);
  expect(seen.map(({ body }) => body)).toEqual(["stubborn", "stubborn", "stubborn", "stubborn"]);
});

test("after three days a webhook is given up", async () => {
  answers = Array.from({ length: 50 }, () => 500);
  await send("hopeless");
  await vi.waitFor(() => expect(seen.length).toBeGreaterThan(0));
  offsetMs = 3 * 86_400_000 + 1000;
  queue.wake();
  await all("given up", 1);
});

test("a lost webhook is never sent", async () => {
  await faults.set("acme", { webhooks: { lossRate: 1 } });
  await send("lost");
  await faults.calm();
  await send("kept");
  await vi.waitFor(async () => expect(await states()).toEqual(["lost", "delivered"]), { timeout: 5000 });
  expect(seen.map(({ body }) => body)).toEqual(["kept"]);
});

test("a doubled webhook arrives twice with the same event", async () => {
  await faults.set("acme", { webhooks: { duplicateRate: 1 } });
  await send("twin");
  await all("delivered", 2);
  expect(seen.map(({ body }) => body)).toEqual(["twin", "twin"]);
});

test("a late webhook waits for its time", async () => {
  await faults.set("acme", { webhooks: { delayMs: 3_600_000 } });
  await send("late");
  await faults.calm();
  await send("prompt");
  await vi.waitFor(async () => expect(await states()).toEqual(["queued", "delivered"]), { timeout: 5000 });
  offsetMs = 3_601_000;
  queue.wake();
  await all("delivered", 2);
});

test("webhooks that wait are delivered by the next process", async () => {
  await queue.stop();
  await send("left behind");
  queue = newQueue();
  queue.start();
  await all("delivered", 1);
});

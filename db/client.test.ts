import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocketServer } from "ws";
import { openDatabase } from "./client";
import { category } from "./schema";
import { type TestDatabase, testDatabase } from "./testing";

/** What Neon runs in front of its databases: WebSocket messages in, TCP out. */
function webSocketToTcp(target: {
  host: string;
  port: number;
}): Promise<{ address: string; server: Server }> {
  const server = createServer();
  new WebSocketServer({ server }).on("connection", (socket) => {
    const database = connect(target.port, target.host);
    socket.on("message", (data: Buffer) => database.write(data));
    database.on("data", (data) => socket.send(data));
    socket.on("close", () => database.end());
    database.on("close", () => socket.close());
    database.on("error", () => socket.close());
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({ address: `127.0.0.1:${(server.address() as AddressInfo).port}/v1`, server });
    });
  });
}

const drivers = ["pg", "Neon over WebSocket"] as const;

describe.each(drivers)("the database over %s", (driver) => {
  let database: TestDatabase;
  let proxy: Server | undefined;

  beforeAll(async () => {
    database = await testDatabase();
    if (driver === "pg") return;
    const { hostname, port } = new URL(database.url);
    const made = await webSocketToTcp({ host: hostname, port: Number(port) });
    proxy = made.server;
    vi.stubEnv("NEON_WS_PROXY", made.address);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    proxy?.close();
    await database.drop();
  });

  const row = (slug: string) => ({ id: crypto.randomUUID() as never, slug, name: slug });

  test("a committed transaction stays, a failed one leaves nothing", async () => {
    const db = openDatabase(database.url, { max: 2 });
    await db.transaction(async (tx) => {
      await tx.insert(category).values(row("kept"));
    });
    const failed = db.transaction(async (tx) => {
      await tx.insert(category).values(row("lost"));
      throw new Error("on purpose");
    });
    await expect(failed).rejects.toThrow("on purpose");
    const left = await db.select({ slug: category.slug }).from(category);
    expect(left).toEqual([{ slug: "kept" }]);
    await db.$client.end();
  });

  test("dates, JSON and arrays come through as they went in", async () => {
    const db = openDatabase(database.url, { max: 1 });
    const { rows } = await db.execute<{ at: string; doc: unknown; list: string[] }>(
      sql`select '2026-11-22T10:00:00Z'::timestamptz as at, '{"a":1}'::jsonb as doc, array['x','y'] as list`,
    );
    expect(new Date(rows[0]?.at ?? 0).toISOString()).toBe("2026-11-22T10:00:00.000Z");
    expect(rows[0]?.doc).toEqual({ a: 1 });
    expect(rows[0]?.list).toEqual(["x", "y"]);
    await db.$client.end();
  });
});

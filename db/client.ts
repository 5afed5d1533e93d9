import { Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import ws from "ws";
import * as schema from "./schema";

export type Db = NodePgDatabase<typeof schema> & { $client: pg.Pool };

/**
 * Opens a pool: Neon's WebSocket driver for Neon's hosts (transactions work over it), node-postgres for every other
 * PostgreSQL. Both speak the same interface.
 */
export function openDatabase(url: string, options: { max?: number } = {}): Db {
  // Connections outlive a quiet minute: opening twenty of them anew makes the first shoppers of a rush wait.
  const config = { connectionString: url, max: options.max ?? 20, idleTimeoutMillis: 300_000 };
  const pool = isNeon(url) ? neonPool(config) : new pg.Pool(config);
  // An idle connection that breaks (the server restarts) must not end the process; the next query opens a new one.
  pool.on("error", () => {});
  return drizzle({ client: pool, schema, casing: "snake_case" }) as Db;
}

const isNeon = (url: string): boolean =>
  new URL(url).hostname.endsWith(".neon.tech") || process.env.NEON_WS_PROXY !== undefined;

function neonPool(config: { connectionString: string; max: number }): pg.Pool {
  neonConfig.webSocketConstructor ??= globalThis.WebSocket ?? ws;
  const proxy = process.env.NEON_WS_PROXY;
  if (proxy) {
    neonConfig.wsProxy = () => proxy;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineTLS = false;
    neonConfig.pipelineConnect = false;
  }
  return new NeonPool(config) as unknown as pg.Pool;
}

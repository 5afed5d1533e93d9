import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve as listen } from "@hono/node-server";
import { Hono } from "hono";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import { emptyDatabase } from "@/db/testing";
import { Executor, type ExecutorOptions } from "./executor";
import { inngestRoutes } from "./routes";
import { tables } from "./tables";

/** How the SDK goes on after a step: by another call, or by reporting every nth step on the way. */
export type Checkpointing = boolean | { bufferedSteps: number };

const nothing = () => undefined;
/** Failures are what many tests are about; the SDK's account of them would bury the report. */
const silent = { info: nothing, warn: nothing, error: nothing, debug: nothing };

type Functions = Parameters<typeof serve>[0]["functions"];

/** An app with the real SDK, and the executor, each behind its own port, on a database of their own. */
export async function startWorld(
  write: (client: Inngest) => Functions,
  checkpointing: Checkpointing = true,
  signingKey?: string,
) {
  const database = await emptyDatabase();
  await database.pool.query(tables);
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const executors: Executor[] = [];
  const newExecutor = (options: Partial<ExecutorOptions> = {}) => {
    const executor = new Executor({
      db: database.pool,
      now,
      retryBaseMs: 20,
      leaseMs: 1500,
      signingKey,
      ...options,
    });
    executors.push(executor);
    executor.start();
    return executor;
  };
  const wake = () => {
    for (const executor of executors) executor.wake();
  };

  const routes = inngestRoutes({ db: database.pool, now, wake, signingKey, eventKey: "test" });
  const sandbox = listen({ fetch: new Hono().route("/", routes).fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => sandbox.once("listening", resolve));
  const baseUrl = `http://127.0.0.1:${portOf(sandbox as Server)}`;
  const mode = signingKey ? { isDev: false, signingKey } : { isDev: true };
  const client = new Inngest({
    id: "shop",
    ...mode,
    baseUrl,
    eventKey: "test",
    logger: silent,
    checkpointing,
  });
  const app = createServer(serve({ client, functions: write(client) }));
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${portOf(app)}/api/inngest`;

  return {
    client,
    baseUrl,
    appUrl,
    db: database.pool,
    newExecutor,
    /** Moves time on for executors, as `POST /control/clock` does. */
    advance(seconds: number) {
      offsetMs += seconds * 1000;
      wake();
    },
    register: async () => (await (await fetch(appUrl, { method: "PUT" })).json()) as { message: string },
    runs: async (functionId: string) => {
      const { rows } = await database.pool.query<{
        id: string;
        status: string;
        output: string | null;
        error: string | null;
      }>("select id, status, output, error from inngest_run where function_id = $1 order by created_at", [
        functionId,
      ]);
      return rows;
    },
    async stop() {
      for (const executor of executors) executor.abandon();
      app.closeAllConnections();
      await Promise.all([
        new Promise((resolve) => app.close(resolve)),
        new Promise((resolve) => sandbox.close(resolve)),
      ]);
      await database.drop();
    },
  };
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

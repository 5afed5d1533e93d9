import { Hono } from "hono";
import type pg from "pg";
import { acceptEvents, parseEvents } from "./events";
import { registerFunctions } from "./functions";
import { isBearerOf } from "./signature";

export type RoutesOptions = {
  db: pg.Pool;
  now(): Date;
  signingKey?: string | undefined;
  eventKey?: string | undefined;
  wake(): void;
  onRegistered?(): void;
};

/**
 * What the SDK calls on Inngest's server: events and registration. Keys are checked in cloud mode only (with a signing
 * key), as by the real one. The SDK drops the path of its base URL, so these are mounted at the root too.
 */
export function inngestRoutes({ db, now, signingKey, eventKey, wake, onRegistered }: RoutesOptions): Hono {
  const routes = new Hono();

  routes.post("/e/:key", async (c) => {
    if (signingKey && eventKey && c.req.param("key") !== eventKey)
      return c.json({ ids: [], status: 401, error: "This event key is not known here; see INNGEST_EVENT_KEY." }, 401);
    let events: ReturnType<typeof parseEvents>;
    try {
      events = parseEvents(await c.req.json());
    } catch {
      return c.json({ ids: [], status: 400, error: "The body must be an event, or a list of events, each with a name." }, 400);
    }
    const ids = events.length === 0 ? [] : await acceptEvents(db, events, now(), c.req.header("x-inngest-event-id-seed"));
    wake();
    return c.json({ ids, status: 200 });
  });

  routes.post("/fn/register", async (c) => {
    if (signingKey && !isBearerOf(c.req.header("authorization"), signingKey))
      return c.json({ ok: false, status: 401, error: "The signing keys of app and executor differ; see INNGEST_SIGNING_KEY." }, 401);
    try {
      const { modified } = await registerFunctions(db, await c.req.json(), now());
      onRegistered?.();
      wake();
      return c.json({ ok: true, modified, status: 200 });
    } catch (error) {
      return c.json({ ok: false, status: 400, error: error instanceof Error ? error.message : String(error) }, 400);
    }
  });

  return routes;
}

import { Hono } from "hono";
import type pg from "pg";
import { z } from "zod";
import { readSteps } from "./answer";
import { acceptEvents, parseEvents } from "./events";
import { registerFunctions } from "./functions";
import { reportSteps } from "./outcome";
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
 * What the SDK calls on Inngest's server: events, registration, and steps reported while a call is under way. Keys are checked in cloud mode only (with a signing
 * key), as by the real one. The SDK drops the path of its base URL, so these are mounted at the root too.
 */
export function inngestRoutes({ db, now, signingKey, eventKey, wake, onRegistered }: RoutesOptions): Hono {
  const routes = new Hono();

  routes.post("/e/:key", async (c) => {
    if (signingKey && eventKey && c.req.param("key") !== eventKey)
      return c.json(
        { ids: [], status: 401, error: "This event key is not known here; see INNGEST_EVENT_KEY." },
        401,
      );
    let events: ReturnType<typeof parseEvents>;
    try {
      events = parseEvents(await c.req.json());
    } catch {
      return c.json(
        { ids: [], status: 400, error: "The body must be an event, or a list of events, each with a name." },
        400,
      );
    }
    const ids =
      events.length === 0
        ? []
        : await acceptEvents(db, events, now(), c.req.header("x-inngest-event-id-seed"));
    wake();
    return c.json({ ids, status: 200 });
  });

  routes.post("/fn/register", async (c) => {
    if (signingKey && !isBearerOf(c.req.header("authorization"), signingKey))
      return c.json(
        {
          ok: false,
          status: 401,
          error: "The signing keys of app and executor differ; see INNGEST_SIGNING_KEY.",
        },
        401,
      );
    try {
      const { modified } = await registerFunctions(db, await c.req.json(), now());
      onRegistered?.();
      wake();
      return c.json({ ok: true, modified, status: 200 });
    } catch (error) {
      return c.json(
        { ok: false, status: 400, error: error instanceof Error ? error.message : String(error) },
        400,
      );
    }
  });

  routes.post("/v1/checkpoint/:run/async", async (c) => {
    if (signingKey && !isBearerOf(c.req.header("authorization"), signingKey))
      return c.json({ error: "Unauthorized" }, 401);
    const report = Report.safeParse(await c.req.json().catch(() => null));
    if (!report.success) return c.json({ error: "A report needs the call's id and steps." }, 400);
    const steps = readSteps(report.data.steps, now()).filter((step) => step.result !== null);
    const held = await reportSteps(db, report.data.qi_id, c.req.param("run"), steps);
    // 409 tells the SDK to stop: the run has been given to another executor.
    return held ? c.json({ ok: true }) : c.json({ error: "This call is no longer yours." }, 409);
  });

  return routes;
}

const Report = z.object({ qi_id: z.string(), steps: z.array(z.unknown()) });

import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { World } from "@/sandbox/vendor";
import { advance } from "./advance";
import { goals } from "./journey";
import { labelOf } from "./parcels";

const advanceBody = z.object({ trackingNumber: z.string().trim().min(1), to: z.enum(goals) });

/** `POST /advance` by JSON, or by a form of the panel, which is led back to its page. */
export function controls(world: World): Hono {
  const app = new Hono();
  app.post("/advance", async (c) => {
    const byForm = !(c.req.header("content-type") ?? "").includes("json");
    const given: unknown = byForm ? await c.req.parseBody() : await c.req.json().catch(() => undefined);
    const parsed = advanceBody.safeParse(given);
    if (!parsed.success)
      return c.json({ error: `Say { trackingNumber, to }, with to one of ${goals.join(", ")}.` }, 400);
    const result = await advance(world, parsed.data.trackingNumber, parsed.data.to);
    return byForm ? c.redirect(c.req.header("referer") ?? "/", 303) : c.json(result);
  });
  app.get("/labels/:file{.+\\.gif}", async (c) => {
    const label = await labelOf(world, c.req.param("file").replace(/\.gif$/, ""));
    if (!label) return c.json({ error: "There is no such label." }, 404);
    return c.body(new Uint8Array(label), 200, {
      "content-type": "image/gif",
      "cache-control": "private, max-age=86400",
    });
  });
  app.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });
  return app;
}

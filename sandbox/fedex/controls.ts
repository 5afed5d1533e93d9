import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { World } from "@/sandbox/vendor";
import { advance } from "./advance";
import { goals } from "./journey";
import { type LabelType, labelOf, newestParcels } from "./parcels";
import { troubleNames } from "./steps";

const advanceBody = z.object({
  trackingNumber: z.string().trim().min(1),
  to: z.enum(goals),
  /** Which exception; a missed delivery where nothing is said. */
  reason: z.enum(troubleNames).optional(),
});

/** Controls of FedEx's own, also under the name that all carriers share; numbers of others are left to the others. */
export function controls(world: World): Hono {
  const app = new Hono();
  // By JSON, or by a form of the panel, which is led back to its page.
  app.post("/advance", async (c, next) => {
    const byForm = isForm(c);
    // Read from a copy: another carrier may want the body.
    const request = new Request(c.req.raw.clone());
    const given: unknown = byForm
      ? Object.fromEntries(await request.formData())
      : await request.json().catch(() => undefined);
    const parsed = advanceBody.safeParse(given);
    if (!parsed.success) return c.json({ error: usage }, 400);
    const { trackingNumber, to, reason } = parsed.data;
    if (!/^\d{12}$/.test(trackingNumber)) {
      await next();
      return undefined;
    }
    const result = await advance(world, trackingNumber, to, reason);
    return byForm ? c.redirect(c.req.header("referer") ?? "/", 303) : c.json(result);
  });
  app.get("/labels", async (c) => {
    const parcels = await newestParcels(world, 1000);
    return c.json(
      parcels.map((parcel) => ({
        trackingNumber: parcel.tracking_number,
        references: parcel.customer_references.map(({ value }) => value),
        voided: parcel.cancelled_at !== null,
        state: parcel.state,
        service: parcel.service_type,
        cost: parcel.charged.toFixed(2),
        currency: parcel.currency,
        boughtAt: parcel.created_at,
      })),
    );
  });
  app.get("/labels/:file{.+\\.(png|pdf|zpl)}", async (c) => {
    const [number = "", extension = ""] = c.req.param("file").split(".");
    const found = await labelOf(world, number);
    const kind = found && kinds[found.label_type];
    if (!found || kind?.extension !== extension) return c.json({ error: "There is no such label." }, 404);
    return c.body(new Uint8Array(found.label), 200, {
      "content-type": kind.type,
      "cache-control": "private, max-age=86400",
    });
  });
  app.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });
  return app;
}

/** How a browser is told of each kind of label. */
export const kinds: Record<LabelType, { extension: string; type: string }> = {
  PNG: { extension: "png", type: "image/png" },
  PDF: { extension: "pdf", type: "application/pdf" },
  ZPLII: { extension: "zpl", type: "text/plain; charset=utf-8" },
};

const isForm = (c: Context): boolean => !(c.req.header("content-type") ?? "").includes("json");

const usage = `Say { trackingNumber, to, reason? }, with to one of ${goals.join(", ")}, and reason one of ${troubleNames.join(", ")}.`;

import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { World } from "@/sandbox/vendor";
import { upsError } from "./errors";
import { bearer, oauth } from "./oauth";
import { rate } from "./rate";
import { ship } from "./ship";
import { subscribe } from "./subscribe";
import { track, trackReference } from "./track";
import { validateAddress } from "./validate-address";
import { voidShipment } from "./void";

/** UPS's wire protocol, by the paths and shapes of its published OpenAPI files. */
export function routes(world: World): Hono {
  const app = new Hono();
  app.route("/security/v1/oauth", oauth(world));
  app.use("/api/*", bearer(world));
  app.post("/api/shipments/:version/ship", async (c) => c.json(await ship(world, await jsonOf(c.req.raw))));
  app.delete("/api/shipments/:version/void/cancel/:number", async (c) =>
    c.json(await voidShipment(world, c.req.param("number"))),
  );
  app.post("/api/rating/:version/:option", async (c) =>
    c.json(rate(world, c.req.param("option"), await jsonOf(c.req.raw))),
  );
  app.post("/api/addressvalidation/:version/:option", async (c) =>
    c.json(validateAddress(c.req.param("option"), await jsonOf(c.req.raw))),
  );
  app.use("/api/track/v1/*", async (c, next) => {
    if (!c.req.header("transId")) throw upsError(400, "TV0011", "Missing transId");
    if (!c.req.header("transactionSrc")) throw upsError(400, "TV0012", "Missing transactionSrc");
    await next();
  });
  app.get("/api/track/v1/details/:number", async (c) => c.json(await track(world, c.req.param("number"))));
  app.get("/api/track/v1/reference/details/:reference", async (c) =>
    c.json(await trackReference(world, c.req.param("reference"), c.req.query())),
  );
  app.post("/api/track/v2/subscription/:type/package", async (c) => {
    if (!c.req.header("transId"))
      throw upsError(400, "VSS002", "Missing transId", { invalidTrackingNumbers: [] });
    if (!c.req.header("transactionSrc"))
      throw upsError(400, "VSS004", "Missing transactionSrc", { invalidTrackingNumbers: [] });
    return c.json(await subscribe(world, c.req.param("type"), await jsonOf(c.req.raw)));
  });
  app.notFound(() => upsError(404, "404", "The requested resource was not found.").getResponse());
  app.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });
  return app;
}

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw upsError(400, "10400", "The request body is not JSON.");
  }
}

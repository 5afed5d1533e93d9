import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { World } from "@/sandbox/vendor";
import { cancelShipment } from "./cancel";
import { fedexError } from "./errors";
import { bearer, oauth } from "./oauth";
import { rate } from "./rate";
import { resolveAddresses } from "./resolve-address";
import { ship } from "./ship";
import { trackNumbers, trackReferences } from "./track";

/** FedEx's wire protocol, by the paths and shapes of its developer portal. */
export function routes(world: World): Hono {
  const app = new Hono();
  app.route("/oauth", oauth(world));
  for (const part of ["rate", "ship", "track", "address"]) app.use(`/${part}/*`, bearer(world));
  const answers = (make: (body: unknown) => unknown) => async (c: Context) =>
    c.json({ ...names(c), output: await make(await jsonOf(c.req.raw)) });
  app.post(
    "/rate/v1/rates/quotes",
    answers((body) => rate(world, body)),
  );
  app.post(
    "/ship/v1/shipments",
    answers((body) => ship(world, body)),
  );
  app.put(
    "/ship/v1/shipments/cancel",
    answers((body) => cancelShipment(world, body)),
  );
  app.post(
    "/track/v1/trackingnumbers",
    answers((body) => trackNumbers(world, body)),
  );
  app.post(
    "/track/v1/referencenumbers",
    answers((body) => trackReferences(world, body)),
  );
  app.post("/address/v1/addresses/resolve", answers(resolveAddresses));
  app.notFound(() =>
    fedexError(
      404,
      "NOT.FOUND.ERROR",
      "The resource you requested is no longer available. Please modify your request and try again.",
    ).getResponse(),
  );
  app.onError(async (error, c) => {
    if (!(error instanceof HTTPException)) throw error;
    const answer = error.getResponse();
    const body = (await answer.json()) as Record<string, unknown>;
    return Response.json({ ...body, ...names(c, body.transactionId) }, { status: answer.status });
  });
  return app;
}

/** Every call has FedEx's own name, and the asker's where one was given. */
function names(c: Context, transactionId: unknown = randomUUID()) {
  const given = c.req.header("x-customer-transaction-id");
  return { transactionId, ...(given ? { customerTransactionId: given } : {}) };
}

async function jsonOf(request: Request): Promise<unknown> {
  if (!(request.headers.get("content-type") ?? "").startsWith("application/json"))
    throw fedexError(422, "INVALID.INPUT.EXCEPTION", "The request body is not JSON.");
  try {
    return await request.json();
  } catch {
    throw fedexError(422, "INVALID.INPUT.EXCEPTION", "The request body is not JSON.");
  }
}

import { type Context, Hono } from "hono";
import type { World } from "../vendor";
import { units } from "./amounts";
import { PaypalApiError } from "./errors";
import { bearer, token } from "./oauth";
import { captureAlone, disputeObject, orderObject, refundObject } from "./objects";
import { newOrder, params, readBody } from "./params";
import { capture } from "./paying";
import { refund } from "./refunding";
import { transactions } from "./reporting";
import { answerOnce } from "./request-ids";
import { certificateNamed } from "./signing";
import { type Change, read } from "./store";

/** PayPal's REST API, as far as a shop that takes payments with Orders v2 uses it. */
export function api(world: World): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof PaypalApiError) return error.getResponse();
    console.error("paypal:", error);
    return c.json({ name: "INTERNAL_SERVER_ERROR", message: "An internal server error has occurred." }, 500);
  });

  app.post("/v1/oauth2/token", token(world));
  app.get("/v1/notifications/certs/:name", async (c) => {
    const pem = await certificateNamed(c.req.param("name"));
    if (!pem) throw PaypalApiError.missing();
    return c.body(pem, 200, { "content-type": "application/x-pem-file" });
  });
  app.use(bearer(world));

  /** A POST under its request id; without `Prefer: return=representation` the answer is short. */
  const post = async (
    c: Context,
    work: (body: string, change: Change) => Promise<{ status: 200 | 201 | 422; body: Shown }>,
  ): Promise<Response> => {
    const body = await c.req.text();
    const answer = await answerOnce(
      world,
      { id: c.req.header("paypal-request-id"), path: c.req.path, body },
      (change) => work(body, change),
    );
    const whole = answer.status === 422 || /return=representation/.test(c.req.header("prefer") ?? "");
    const { id, status, links } = JSON.parse(answer.body) as Shown;
    const text = whole ? answer.body : JSON.stringify({ id, status, links });
    return c.body(text, answer.status as 200, { "content-type": "application/json" });
  };

  app.post("/v2/checkout/orders", (c) =>
    post(c, async (body, change) => {
      const given = readBody(params.order, body);
      if (given.payment_source && !c.req.header("paypal-request-id"))
        throw new PaypalApiError(400, {
          issue: "PAYPAL_REQUEST_ID_REQUIRED",
          description:
            "A PayPal-Request-Id is required if you are trying to process payment for an Order. Please specify a PayPal-Request-Id or Create the Order without a 'payment_source' specified.",
        });
      const order = newOrder(given, change.now);
      await change.save(order, []);
      return { status: 201, body: orderObject(order, world.baseUrl), order };
    }),
  );
  app.get("/v2/checkout/orders/:id", async (c) =>
    c.json(orderObject(await read(world, c.req.param("id")), world.baseUrl)),
  );
  app.post("/v2/checkout/orders/:id/capture", (c) =>
    post(c, async (body, change) => {
      readBody(params.nothing, body);
      const order = await change.lock(c.req.param("id"));
      const result = capture(order, change.now);
      await change.save(order, result.happened);
      if ("refusal" in result)
        return { status: 422, body: (await result.refusal.getResponse().clone().json()) as Shown, order };
      return { status: 201, body: orderObject(order, world.baseUrl), order };
    }),
  );

  app.get("/v2/payments/captures/:id", async (c) => {
    const order = await read(world, c.req.param("id"));
    if (order.capture?.id !== c.req.param("id")) throw PaypalApiError.missing();
    return c.json(captureAlone(order, order.capture, world.baseUrl));
  });
  app.post("/v2/payments/captures/:id/refund", (c) =>
    post(c, async (body, change) => {
      const given = readBody(params.refund, body);
      const order = await change.lock(c.req.param("id"));
      if (order.capture?.id !== c.req.param("id")) throw PaypalApiError.missing();
      if (given.amount && given.amount.currency_code !== order.currency)
        throw PaypalApiError.refused(
          "REFUND_CAPTURE_CURRENCY_MISMATCH",
          "Refund must be in the same currency as the capture",
        );
      const wanted = {
        amount: given.amount && units(given.amount, "/amount"),
        customId: given.custom_id ?? null,
        note: given.note_to_payer ?? null,
      };
      const [made, happened] = refund(order, wanted, change.now);
      await change.save(order, happened);
      return { status: 201, body: refundObject(order, made, world.baseUrl), order };
    }),
  );
  app.get("/v2/payments/refunds/:id", async (c) => {
    const order = await read(world, c.req.param("id"));
    const found = order.refunds.find((one) => one.id === c.req.param("id"));
    if (!found) throw PaypalApiError.missing();
    return c.json(refundObject(order, found, world.baseUrl));
  });

  app.get("/v1/customer/disputes/:id", async (c) => {
    const order = await read(world, c.req.param("id"));
    const found = order.disputes.find((one) => one.id === c.req.param("id"));
    if (!found) throw PaypalApiError.missing();
    return c.json(disputeObject(order, found, world.baseUrl));
  });
  app.get("/v1/reporting/transactions", async (c) => c.json(await transactions(world, c.req.query())));
  app.get("/v1/notifications/webhooks-events/:id", async (c) => {
    const { rows } = await world.db.query<{ body: string }>("select body from paypal_events where id = $1", [
      c.req.param("id"),
    ]);
    if (!rows[0]) throw PaypalApiError.missing();
    return c.body(rows[0].body, 200, { "content-type": "application/json" });
  });
  app.all("*", () => {
    throw PaypalApiError.missing();
  });
  return app;
}

type Shown = { id?: string; status?: string; links?: unknown[] };

import { type Context, Hono } from "hono";
import type { z } from "zod";
import type { World } from "../vendor";
import { linesOf } from "./books";
import { refundHabit, testCards } from "./cards";
import { chargeObject, refundObject } from "./charge-object";
import { attempt, cancel, capture, expire } from "./charging";
import { disputeObject } from "./dispute-object";
import { StripeApiError } from "./errors";
import { apiVersion } from "./events";
import { checkExpand, expandable } from "./expand";
import { answerOnce, type Work } from "./idempotency";
import { intentObject } from "./intent-object";
import {
  listBooks,
  listCharges,
  listDisputes,
  listEvents,
  listIntents,
  listRefunds,
  listSessions,
  oneEvent,
} from "./lists";
import { newPayment, params, readParams } from "./params";
import { intentIdOf, type Payment, randomId } from "./payment";
import { refund } from "./refunding";
import { lineItems, sessionObject } from "./session-object";
import { type Change, missingSession, mustRead, read } from "./store";

/** Stripe's REST API, as far as a shop that takes card payments with Checkout uses it. */
export function api(world: World): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    c.header("request-id", `req_${randomId(14)}`);
    c.header("stripe-version", c.req.header("stripe-version") ?? apiVersion);
    authenticate(c.req.header("authorization"));
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof StripeApiError) return c.json({ error: error.body }, error.status);
    console.error("stripe:", error);
    return c.json({ error: { type: "api_error", message: "An unknown error occurred" } }, 500);
  });
  const query = <Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> =>
    readParams(schema, new URL(c.req.url).search.slice(1));
  /** A POST: `work` gets the parsed body and the change to make. */
  const post = async <Schema extends z.ZodType>(
    c: Context,
    schema: Schema,
    work: (given: z.output<Schema>, change: Change) => ReturnType<Work>,
  ): Promise<Response> => {
    const rawBody = await c.req.text();
    const idempotencyKey = c.req.header("idempotency-key");
    const origin = { requestId: c.res.headers.get("request-id") ?? "", idempotencyKey };
    const answer = await answerOnce(world, c.req.path, rawBody, origin, (change) =>
      work(readParams(schema, rawBody), change),
    );
    if (idempotencyKey !== undefined) c.header("idempotency-key", idempotencyKey);
    if (answer.replayed) c.header("idempotent-replayed", "true");
    return c.body(answer.body, answer.status as 200, { "content-type": "application/json" });
  };

  app.post("/checkout/sessions", (c) =>
    post(c, params.session, async (given, change) => {
      const expand = checkExpand(given.expand, expandable.session);
      const payment = newPayment(given, change.now);
      change.save(payment, []);
      return { body: sessionObject(payment, world.baseUrl, expand) };
    }),
  );
  app.get("/checkout/sessions", async (c) => c.json(await listSessions(world, query(c, params.list))));
  app.get("/checkout/sessions/:id", async (c) => {
    const expand = checkExpand(query(c, params.only).expand, expandable.session);
    return c.json(sessionObject(await mustRead(world, c.req.param("id")), world.baseUrl, expand));
  });
  app.get("/checkout/sessions/:id/line_items", async (c) =>
    c.json(lineItems(await mustRead(world, c.req.param("id")))),
  );
  app.post("/checkout/sessions/:id/expire", (c) =>
    post(c, params.only, async (given, change) => {
      const expand = checkExpand(given.expand, expandable.session);
      const payment = (await change.lock("id", c.req.param("id"))) ?? missingSession(c.req.param("id"));
      change.save(payment, expire(payment, change.now));
      return { body: sessionObject(payment, world.baseUrl, expand) };
    }),
  );

  const lockIntent = async (change: Change, id: string): Promise<Payment> => {
    const payment = await change.lock("intent_id", id);
    if (!payment?.intent) throw StripeApiError.missing("payment_intent", id, "intent");
    return payment;
  };
  app.get("/payment_intents", async (c) => c.json(await listIntents(world, query(c, params.list))));
  app.get("/payment_intents/:id", async (c) => {
    const expand = checkExpand(query(c, params.only).expand, expandable.intent);
    const payment = await read(world, "intent_id", c.req.param("id"));
    if (!payment) throw StripeApiError.missing("payment_intent", c.req.param("id"), "intent");
    return c.json(intentObject(payment, expand));
  });
  app.post("/payment_intents/:id/capture", (c) =>
    post(c, params.capture, async (given, change) => {
      const expand = checkExpand(given.expand, expandable.intent);
      const payment = await lockIntent(change, c.req.param("id"));
      change.save(payment, capture(payment, given.amount_to_capture, change.now));
      return { body: intentObject(payment, expand) };
    }),
  );
  app.post("/payment_intents/:id/cancel", (c) =>
    post(c, params.cancel, async (given, change) => {
      const expand = checkExpand(given.expand, expandable.intent);
      const payment = await lockIntent(change, c.req.param("id"));
      change.save(payment, cancel(payment, given.cancellation_reason ?? null, change.now));
      return { body: intentObject(payment, expand) };
    }),
  );
  app.post("/payment_intents/:id/confirm", (c) =>
    post(c, params.confirm, async (given, change) => {
      const card = testCards.find((one) => one.paymentMethod === given.payment_method);
      if (!card) throw StripeApiError.missing("PaymentMethod", given.payment_method, "payment_method");
      const expand = checkExpand(given.expand, expandable.intent);
      const payment = await lockIntent(change, c.req.param("id"));
      const used = {
        number: card.number,
        brand: card.brand,
        last4: card.number.slice(-4),
        expMonth: 12,
        expYear: 2034,
        name: null,
      };
      change.save(payment, attempt(payment, card, used, change.now));
      const intent = intentObject(payment, expand);
      if (!intent.last_payment_error) return { body: intent };
      return { status: 402, body: { error: { ...intent.last_payment_error, payment_intent: intent } } };
    }),
  );

  const charged = async (id: string) => {
    const payment = await read(world, "intent_id", intentIdOf(id));
    const charge = payment?.charges.find((one) => one.id === id);
    if (!payment || !charge) throw StripeApiError.missing("charge", id, "id");
    return { payment, charge };
  };
  app.get("/charges", async (c) => c.json(await listCharges(world, query(c, params.list))));
  app.get("/charges/:id", async (c) => {
    const expand = checkExpand(query(c, params.only).expand, expandable.charge);
    const { payment, charge } = await charged(c.req.param("id"));
    return c.json(chargeObject(payment, charge, expand));
  });
  app.get("/balance_transactions", async (c) => {
    const given = query(c, params.books);
    checkExpand(given.expand, expandable.books);
    return c.json(await listBooks(world, given));
  });
  app.get("/balance_transactions/:id", async (c) => {
    const id = c.req.param("id");
    // Like all its siblings, it carries the middle of the PaymentIntent's id.
    const payment = await read(world, "intent_id", `pi_${id.slice(4, 28)}`);
    const line = payment && linesOf(payment).find((one) => one.id === id);
    if (!line) throw StripeApiError.missing("balance transaction", id, "id");
    return c.json(line);
  });

  app.get("/disputes", async (c) => c.json(await listDisputes(world, query(c, params.list))));
  app.get("/disputes/:id", async (c) => {
    const id = c.req.param("id");
    const expand = checkExpand(query(c, params.only).expand, expandable.dispute);
    const payment = await read(world, "intent_id", intentIdOf(id));
    const found = payment?.disputes?.find((one) => one.id === id);
    if (!payment || !found) throw StripeApiError.missing("dispute", id, "dispute");
    return c.json(disputeObject(payment, found, expand));
  });

  app.post("/refunds", (c) =>
    post(c, params.refund, async (given, change) => {
      const expand = checkExpand(given.expand, expandable.refund);
      const payment = await lockIntent(change, given.payment_intent ?? intentIdOf(given.charge ?? ""));
      const bank = refundHabit(payment.intent?.card?.number ?? "");
      const wanted = { amount: given.amount, reason: given.reason ?? null, metadata: given.metadata };
      const [made, happened] = refund(payment, wanted, bank, change.now);
      change.save(payment, happened);
      return { body: refundObject(payment, made, expand) };
    }),
  );
  app.get("/refunds", async (c) => c.json(await listRefunds(world, query(c, params.list))));
  app.get("/refunds/:id", async (c) => {
    const expand = checkExpand(query(c, params.only).expand, expandable.refund);
    const payment = await read(world, "intent_id", intentIdOf(c.req.param("id")));
    const found = payment?.refunds.find((one) => one.id === c.req.param("id"));
    if (!payment || !found) throw StripeApiError.missing("refund", c.req.param("id"), "id");
    return c.json(refundObject(payment, found, expand));
  });

  app.get("/events", async (c) => c.json(await listEvents(world, query(c, params.list))));
  app.get("/events/:id", async (c) =>
    c.body(await oneEvent(world, c.req.param("id")), 200, { "content-type": "application/json" }),
  );
  app.all("*", (c) =>
    c.json(
      {
        error: {
          type: "invalid_request_error",
          message: `Unrecognized request URL (${c.req.method}: ${c.req.path}). The sandbox speaks Checkout Sessions, PaymentIntents, Charges, Refunds, Disputes, Events and Balance Transactions.`,
        },
      },
      404,
    ),
  );
  return app;
}

/** Stripe takes the secret key as a bearer token or as the user name of Basic authentication. */
function authenticate(header: string | undefined): void {
  const [scheme, credential = ""] = (header ?? "").split(" ");
  const key =
    scheme === "Basic" ? (Buffer.from(credential, "base64").toString().split(":")[0] ?? "") : credential;
  const expected = process.env.STRIPE_SECRET_KEY;
  if (expected ? key === expected : key.startsWith("sk_test_")) return;
  const message =
    key === ""
      ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
      : `Invalid API Key provided: ${key.slice(0, 8)}${"*".repeat(8)}${key.length > 16 ? key.slice(-4) : ""}`;
  throw new StripeApiError(401, { type: "invalid_request_error", message });
}

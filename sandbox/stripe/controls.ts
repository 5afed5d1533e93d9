import { type Context, Hono } from "hono";
import type { World } from "../vendor";
import { send } from "./background";
import { expire } from "./charging";
import { StripeApiError } from "./errors";
import { enabledEvents } from "./events";
import type { Payment } from "./payment";
import { authenticate, pay, stateOf, successUrl, testCard } from "./shopper";
import { inChange, missingSession } from "./store";

/**
 * Plays the world's part. JSON in, JSON out; a plain form (the panel's buttons) is sent back to the panel.
 *
 *     POST pay           { session, card? }              the shopper types a card and presses Pay
 *     POST authenticate  { session, outcome? }           "complete" or "fail" on the bank's 3-D Secure page
 *     POST expire        { session }                     the page times out
 *     POST resend        { session }                     the last webhook about it, once more, with the same event id
 *
 * Each answers `{ session, state, redirectUrl, message? }` and may be repeated.
 */
export function controls(world: World): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (!(error instanceof StripeApiError)) throw error;
    return isForm(c) ? backToPanel(c) : c.json({ error: error.body }, error.status);
  });

  app.post("/pay", async (c) => {
    const given = await body(c);
    const card = testCard(given.card || "4242424242424242");
    const typed = { number: card.number, expMonth: 12, expYear: 2034, name: "Sandbox Shopper" };
    return answer(c, await pay(world, given.session ?? "", card, typed));
  });
  app.post("/authenticate", async (c) => {
    const given = await body(c);
    return answer(c, await authenticate(world, given.session ?? "", given.outcome !== "fail"));
  });
  app.post("/expire", async (c) => {
    const { session = "" } = await body(c);
    const payment = await inChange(world, {}, async (change) => {
      const locked = (await change.lock("id", session)) ?? missingSession(session);
      if (locked.status === "open") change.save(locked, expire(locked, change.now));
      return locked;
    });
    return answer(c, payment);
  });
  app.post("/resend", async (c) => {
    const { session = "" } = await body(c);
    const { rows } = await world.db.query<{ id: string; type: string; body: string }>(
      "select id, type, body from stripe_events where session = $1 and type = any($2) order by seq desc limit 1",
      [session, enabledEvents],
    );
    const [last] = rows;
    if (!last) throw StripeApiError.missing("event", session, "session");
    await send(world, last.id, last.body);
    return isForm(c) ? backToPanel(c) : c.json({ session, eventId: last.id, type: last.type });
  });
  return app;
}

const isForm = (c: Context): boolean =>
  (c.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded");

async function body(c: Context): Promise<{ session?: string; card?: string; outcome?: string }> {
  const given: unknown = isForm(c) ? await c.req.parseBody() : await c.req.json();
  const entries = typeof given === "object" && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(entries.filter(([, value]) => typeof value === "string"));
}

function answer(c: Context, payment: Payment): Response {
  if (isForm(c)) return backToPanel(c);
  const message = payment.intent?.lastError?.message;
  return c.json({
    session: payment.id,
    state: stateOf(payment),
    redirectUrl: payment.status === "complete" ? successUrl(payment) : payment.cancelUrl,
    ...(message === undefined ? {} : { message }),
  });
}

const backToPanel = (c: Context): Response => c.redirect("/#stripe", 303);

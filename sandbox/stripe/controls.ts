import { type Context, Hono } from "hono";
import type { World } from "../vendor";
import { send } from "./background";
import { answerDebit, expire } from "./charging";
import { moveDispute, openDispute } from "./disputing";
import { StripeApiError } from "./errors";
import { enabledEvents } from "./events";
import type { Happening, Payment } from "./payment";
import {
  authenticate,
  openDisputeOf,
  pay,
  payByBank,
  stateOf,
  successUrl,
  testAccount,
  testCard,
} from "./shopper";
import { type Change, inChange, missingSession } from "./store";

/**
 * Plays the world's part. JSON in, JSON out; a plain form (the panel's buttons) is sent back to the panel.
 *
 *     POST pay             { session, card? | account? }   the shopper types a card, or a bank account, and presses Pay
 *     POST authenticate    { session, outcome? }           "complete" or "fail" on the bank's 3-D Secure page
 *     POST debit           { session, outcome? }           the bank answers a debit now: "pays" or "refuses"
 *     POST expire          { session }                     the page times out
 *     POST dispute         { session, reason?, amount?, dueInDays? }  the card's owner objects
 *     POST dispute-moves   { session, to }                 "under_review", "won" or "lost"
 *     POST late-fee        { session, seconds? }           before the capture: its fee is booked so much later (60)
 *     POST resend          { session }                     the last webhook about it, once more, with the same event id
 *
 * Each answers `{ session, state, redirectUrl, message?, dispute? }` and may be repeated.
 */
export function controls(world: World): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (!(error instanceof StripeApiError)) throw error;
    return isForm(c) ? backToPanel(c) : c.json({ error: error.body }, error.status);
  });

  app.post("/pay", async (c) => {
    const given = await body(c);
    if (given.account)
      return answer(
        c,
        await payByBank(world, given.session ?? "", testAccount(given.account), "Sandbox Shopper"),
      );
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
  /** Changes a payment that is there, and tells the shop. */
  const act =
    (work: (payment: Payment, change: Change, given: Given) => Happening[]) =>
    async (c: Context): Promise<Response> => {
      const given = await body(c);
      const session = given.session ?? "";
      const payment = await inChange(world, {}, async (change) => {
        const locked = (await change.lock("id", session)) ?? missingSession(session);
        change.save(locked, work(locked, change, given));
        return locked;
      });
      return answer(c, payment);
    };
  app.post(
    "/debit",
    act((payment, { now }, { outcome }) =>
      payment.intent?.status === "processing" ? answerDebit(payment, outcome !== "refuses", now) : [],
    ),
  );
  app.post(
    "/dispute",
    act((payment, { now }, { reason, amount, dueInDays }) =>
      openDisputeOf(payment)
        ? []
        : openDispute(
            payment,
            {
              ...(reason ? { reason } : {}),
              ...(amount ? { amount: Number(amount) } : {}),
              ...(dueInDays ? { dueIn: Number(dueInDays) * 86_400 } : {}),
            },
            now,
          ),
    ),
  );
  app.post(
    "/dispute-moves",
    act((payment, { now }, { to }) => {
      const last = payment.disputes?.at(-1);
      const wanted = to === "won" || to === "lost" ? to : "under_review";
      return last?.status === wanted ? [] : moveDispute(payment, wanted, now);
    }),
  );
  app.post(
    "/late-fee",
    act((payment, _change, { seconds }) => {
      payment.feeDelay = Number(seconds ?? 60);
      return [];
    }),
  );
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

type Given = Partial<
  Record<
    "session" | "card" | "account" | "outcome" | "reason" | "amount" | "dueInDays" | "to" | "seconds",
    string
  >
>;

async function body(c: Context): Promise<Given> {
  const given: unknown = isForm(c) ? await c.req.parseBody() : await c.req.json();
  const entries = typeof given === "object" && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
    ),
  );
}

function answer(c: Context, payment: Payment): Response {
  if (isForm(c)) return backToPanel(c);
  const message = payment.intent?.lastError?.message;
  const dispute = payment.disputes?.at(-1)?.id;
  return c.json({
    session: payment.id,
    state: stateOf(payment),
    redirectUrl: payment.status === "complete" ? successUrl(payment) : payment.cancelUrl,
    ...(message === undefined ? {} : { message }),
    ...(dispute === undefined ? {} : { dispute }),
  });
}

const backToPanel = (c: Context): Response => c.redirect("/#stripe", 303);

import { type Context, Hono } from "hono";
import type { World } from "../vendor";
import { amountOf, units } from "./amounts";
import { send } from "./background";
import { type DisputeMove, disputeReasons, moveDispute, openDispute } from "./disputing";
import { PaypalApiError } from "./errors";
import { asFunding } from "./funding";
import type { Order } from "./order";
import { approve, settleCapture } from "./paying";
import { returnUrl, stateOf } from "./shopper";
import { changeOrder } from "./store";

/**
 * Plays the world's part. JSON in, JSON out; a plain form (the panel's buttons) is sent back to the panel.
 *
 *     POST approve       { order, funding? }           the shopper agrees on PayPal's page; "balance" unless told
 *     POST decline       { order }                     the same with a card that is declined when it is captured
 *     POST complete      { order }                     a pending capture clears
 *     POST deny          { order }                     a pending capture bounces
 *     POST dispute       { order, reason?, amount? }   the buyer objects; the amount as PayPal writes it, "12.50"
 *     POST dispute/move  { dispute, to }               "under_review", "won" or "lost"
 *     POST resend        { order }                     the last webhook about it, once more, with the same event id
 *
 * Each answers `{ order, state, redirectUrl, … }` and may be repeated.
 */
export function controls(world: World): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (!(error instanceof PaypalApiError)) throw error;
    return isForm(c) ? backToPanel(c) : error.getResponse();
  });

  app.post("/approve", async (c) => {
    const given = await body(c);
    const funding = asFunding(given.funding || "balance");
    if (!funding) throw new PaypalApiError(400, { issue: "INVALID_PARAMETER_VALUE", field: "/funding" });
    return answer(
      c,
      await changeOrder(world, given.order ?? "", (order, now) => approve(order, funding, now)),
    );
  });
  app.post("/decline", async (c) => {
    const given = await body(c);
    return answer(
      c,
      await changeOrder(world, given.order ?? "", (order, now) => approve(order, "card_declined", now)),
    );
  });
  for (const [path, as] of [
    ["/complete", "COMPLETED"],
    ["/deny", "DECLINED"],
  ] as const)
    app.post(path, async (c) => {
      const given = await body(c);
      return answer(
        c,
        await changeOrder(world, given.order ?? "", (order, now) => settleCapture(order, as, now)),
      );
    });

  app.post("/dispute", async (c) => {
    const given = await body(c);
    const reason =
      disputeReasons.find((one) => one === given.reason) ?? "MERCHANDISE_OR_SERVICE_NOT_RECEIVED";
    const order = await changeOrder(world, given.order ?? "", (locked, now) => {
      const amount = given.amount
        ? units({ currency_code: locked.currency, value: given.amount }, "/amount")
        : undefined;
      return openDispute(locked, { reason, amount }, now)[1];
    });
    return answer(c, order, { dispute: order.disputes.at(-1)?.id });
  });
  app.post("/dispute/move", async (c) => {
    const given = await body(c);
    const to = (["under_review", "won", "lost"] as const).find((one): one is DisputeMove => one === given.to);
    if (!to) throw new PaypalApiError(400, { issue: "INVALID_PARAMETER_VALUE", field: "/to" });
    const id = given.dispute ?? "";
    const order = await changeOrder(world, id, (locked, now) => moveDispute(locked, id, to, now));
    return answer(c, order, { dispute: id });
  });
  app.post("/resend", async (c) => {
    const { order = "" } = await body(c);
    const { rows } = await world.db.query<{ id: string; type: string; body: string }>(
      "select id, type, body from paypal_events where order_id = $1 order by seq desc limit 1",
      [order],
    );
    const [last] = rows;
    if (!last) throw PaypalApiError.missing();
    await send(world, last.id, last.body);
    return isForm(c) ? backToPanel(c) : c.json({ order, eventId: last.id, type: last.type });
  });
  return app;
}

const isForm = (c: Context): boolean =>
  (c.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded");

type Given = Partial<Record<"order" | "funding" | "reason" | "amount" | "dispute" | "to", string>>;

async function body(c: Context): Promise<Given> {
  const given: unknown = isForm(c) ? await c.req.parseBody() : await c.req.json();
  const entries = typeof given === "object" && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(entries.filter(([, value]) => typeof value === "string"));
}

function answer(c: Context, order: Order, more: object = {}): Response {
  if (isForm(c)) return backToPanel(c);
  const state = stateOf(order);
  return c.json({
    order: order.id,
    state,
    amount: amountOf(order.amount, order.currency),
    redirectUrl: state === "open" ? order.cancelUrl : returnUrl(order),
    ...more,
  });
}

const backToPanel = (c: Context): Response => c.redirect("/#paypal", 303);

import { and, eq, inArray, lt } from "drizzle-orm";
import { orders, payment, refund, webhookInbox } from "@/db/schema";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { timeOutOrder } from "@/server/domain/order/time-out-order";
import { after, minutes } from "@/server/kernel/clock";
import type { Actor } from "@/server/kernel/ctx";
import { processWebhook } from "../accept-webhook";
import { closePayments } from "../close-payments";
import { isLive } from "../payment";
import { processPayment } from "../process-payment";
import { settleLivePayment } from "../settle-live-payment";
import { settlePayment } from "../settle-payment";
import { submitRefund } from "../submit-refund";
import type { Step } from "./schedule";
import { bring, relay, type Story, unheard, type World } from "./world";

const shopper: Actor = { kind: "shopper" };
const seconds = (n: number) => n * 1000;

/** Every step by what it does; each is one of the doors through which the outside gets at a payment. */
const acts: Record<Step, (world: World, story: Story) => Promise<unknown>> = {
  async open(world, story) {
    const { redirectUrl } = await processPayment(world.ctx(shopper), story.orderId, world.provider.name);
    const [row] = await world.test.app.db
      .select({ ref: payment.providerRef })
      .from(payment)
      .where(and(eq(payment.orderId, story.orderId), eq(payment.redirectUrl, redirectUrl)));
    story.page = row?.ref ?? story.pages.at(-1) ?? null;
  },
  authorise: (world, story) => onPage(world, story, "authorise"),
  decline: (world, story) => onPage(world, story, "decline"),
  return: (world, story) => settleLivePayment(world.ctx(shopper), story.orderId),

  async word(world, story) {
    const [oldest] = await unheard(world, story);
    if (oldest) await bring(world, story, oldest);
  },
  async newest(world, story) {
    const newest = (await unheard(world, story)).at(-1);
    if (newest) await bring(world, story, newest);
  },
  async again(world, story) {
    const last = story.heard.at(-1);
    if (last) await bring(world, story, last);
  },

  async deadline(world, story) {
    if (story.now < story.dueAt) story.now = after(story.dueAt, seconds(1));
    await relay(world, [story], { timers: true });
  },
  cancel: (world, story) =>
    cancelOrder(world.ctx(shopper), story.orderId, { reason: "customer", mayRefund: true }),
  relay: (world, story) => relay(world, [story]),

  async sweep(world, story) {
    story.now = after(story.now, minutes(6));
    // The sweeps' own rows tell why they acted, and only the real ones, at the end, write them.
    const ctx = world.ctx({ kind: "system", name: "sweep" });
    const { db } = ctx;
    const mine = and(
      inArray(
        webhookInbox.eventId,
        story.heard.map((one) => one.id),
      ),
      inArray(webhookInbox.verdict, ["received", "parked"]),
    );
    for (const { id } of await db.select().from(webhookInbox).where(mine)) await processWebhook(ctx, id);
    for (const { id, status, changedAt } of await db
      .select()
      .from(payment)
      .where(eq(payment.orderId, story.orderId)))
      if (isLive(status) && changedAt < after(ctx.now, -minutes(1))) await settlePayment(ctx, id);
    const [order] = await db.select().from(orders).where(eq(orders.id, story.orderId));
    if (order?.status === "pending" && order.paymentDueAt <= ctx.now) await timeOutOrder(ctx, order.id);
    if (order?.status === "cancelled") await closePayments(ctx, order.id);
    const open = and(
      eq(refund.orderId, story.orderId),
      inArray(refund.status, ["requested", "submitted"]),
      lt(refund.changedAt, after(ctx.now, -minutes(2))),
    );
    for (const { id } of await db.select().from(refund).where(open)) await submitRefund(ctx, id);
  },
};

async function onPage(world: World, story: Story, what: "authorise" | "decline"): Promise<void> {
  if (story.page) await world.provider.act(world.test, story.page, what);
}

/** Takes a step and notes what it came to; refusals and failures are part of life here. */
export async function take(world: World, story: Story, step: Step): Promise<void> {
  story.now = after(story.now, seconds(1));
  try {
    await acts[step](world, story);
    story.log.push(step);
  } catch (error) {
    story.log.push(`${step}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

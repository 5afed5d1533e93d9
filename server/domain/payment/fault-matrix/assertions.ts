import { inArray } from "drizzle-orm";
import { event, notification, orders, payment, refund, reservation, webhookInbox } from "@/db/schema";
import { type TimelineEntry, timelineOf } from "@/server/domain/order/order-timeline";
import { readSettings } from "@/server/domain/settings/settings";
import { isLive } from "../payment";
import type { PageTruth } from "./provider";
import { inParallel, type Story, type World } from "./world";

type Found = {
  story: Story;
  order: typeof orders.$inferSelect;
  payments: (typeof payment.$inferSelect)[];
  refunds: (typeof refund.$inferSelect)[];
  events: string[];
  mails: string[];
  held: string[];
  moved: string[];
  unanswered: number;
  pages: PageTruth[];
  timeline: TimelineEntry[];
  managers: number;
};

/** What is wrong with each story, in sentences; nothing for most, one hopes. */
export async function problems(world: World, stories: readonly Story[]): Promise<Map<Story, string[]>> {
  const found = await find(world, stories);
  return new Map(found.map((one) => [one.story, check(one)]));
}

/** Every rule by its sentence: whether it holds of an order that has come to rest. */
const rules: Record<string, (found: Found) => boolean> = {
  "an order at rest is paid or cancelled": ({ order }) =>
    order.status === "paid" || order.status === "cancelled",

  "paid means captured: once, in full, at our side and at the provider's": ({ order, payments, pages }) => {
    if (order.status !== "paid") return true;
    const ours = payments.filter((one) => one.status === "captured");
    const theirs = pages.filter((page) => page.state === "captured");
    return (
      ours.length === 1 &&
      ours[0]?.capturedAmount === order.totalAmount &&
      ours[0]?.refundedAmount === 0 &&
      theirs.length === 1 &&
      theirs[0]?.ref === ours[0]?.providerRef &&
      kept(pages) === order.totalAmount
    );
  },
  "money is only taken for an order that waits for it": ({ events, pages }) =>
    events.includes("OrderPaid") || pages.every((page) => page.captures === 0),
  "an order that is not paid keeps nothing": ({ order, payments, pages }) =>
    order.status === "paid" ||
    (kept(pages) === 0 && payments.every((one) => one.capturedAmount === one.refundedAmount)),
  // A page whose address was lost before anybody got it stays open at the provider until it expires there.
  "no page can be paid on and no money is held any more": ({ payments, pages, story }) =>
    pages.every(
      ({ ref, state }) =>
        state === "captured" ||
        state === "ended" ||
        (state === "open" && story.page !== ref && payments.every((one) => one.providerRef !== ref)),
    ),
  "each page is captured once at most": ({ pages }) => pages.every((page) => page.captures <= 1),
  "no attempt is left open at our side": ({ payments }) => payments.every((one) => !isLive(one.status)),
  "our payments say what the provider's books say": ({ payments, pages }) =>
    pages.every((page) => {
      const ours = payments.find((one) => one.providerRef === page.ref);
      return (ours?.status === "captured") === (page.state === "captured");
    }),

  "what is owed is given back once and in full, and nothing else": ({ order, payments, refunds, pages }) => {
    const owed = order.status === "paid" ? [] : payments.filter((one) => one.capturedAmount > 0);
    return (
      refunds.length === owed.length &&
      owed.every(({ id, providerRef, capturedAmount }) => {
        const ours = refunds.filter((one) => one.paymentId === id);
        const theirs = pages.find((page) => page.ref === providerRef)?.refunds ?? [];
        return (
          ours.length === 1 &&
          ours[0]?.status === "succeeded" &&
          ours[0]?.amount === capturedAmount &&
          theirs.length === 1 &&
          theirs[0]?.amount === capturedAmount
        );
      })
    );
  },

  "what the order holds agrees with its status": ({ order, held }) =>
    held.every((status) => status === (order.status === "paid" ? "committed" : "released")),
  "the ledger took each unit in once and gave it back once": ({ order, events, moved }) => {
    const paid = events.includes("OrderPaid");
    return (
      moved.join(" ") ===
      ["reserve", ...(paid ? ["deduct"] : []), ...(order.status === "cancelled" ? ["release"] : [])].join(" ")
    );
  },

  "nothing is recorded twice": ({ events, payments, refunds }) => {
    const at = (name: string) => events.filter((one) => one === name).length;
    const once = ["OrderCreated", "InventoryReserved", "OrderPaid", "InventoryDeducted", "OrderCancelled"];
    return (
      once.every((name) => at(name) <= 1) &&
      at("LateMoneyReceived") <= payments.length &&
      at("PaymentEnded") <= payments.length &&
      at("PaymentOpened") <= payments.length &&
      at("RefundRequested") === refunds.length &&
      at("OrderRefunded") === refunds.length
    );
  },
  "each status has its event": ({ order, events, payments, timeline }) => {
    const says = (name: string) => events.includes(name);
    const taken = timeline.filter(({ title }) => title === "Payment taken").length;
    return (
      says("OrderPaid") === (order.paidAt !== null) &&
      says("OrderCancelled") === (order.status === "cancelled") &&
      taken === (says("OrderPaid") ? 1 : 0) &&
      payments.filter((one) => one.status === "captured").length ===
        taken + events.filter((name) => name === "LateMoneyReceived").length &&
      payments.every((one) => (one.status === "failed") === (one.failureCode !== null))
    );
  },
  "what happened by itself says why": ({ timeline }) =>
    timeline.every(({ actor, why }) => !actor.startsWith("policy:") || (why?.reason ?? "").length > 10),

  "the shopper gets one mail of each kind": ({ order, events, refunds, mails, managers }) => {
    const late = events.filter((name) => name === "LateMoneyReceived").length;
    const expected = [
      "order-confirmation",
      ...(events.includes("OrderPaid") ? ["payment-receipt"] : []),
      ...(order.status === "cancelled" ? ["order-cancelled"] : []),
      ...refunds.map(() => "refund-issued"),
      ...Array.from({ length: late * managers }, () => "payment-alert"),
    ];
    return mails.sort().join(" ") === expected.sort().join(" ");
  },
  "every notification that came has its verdict": ({ unanswered }) => unanswered === 0,
};

/** What a provider has kept of an order's money. */
const kept = (pages: readonly PageTruth[]): number =>
  pages.reduce(
    (sum, { received, refunds }) =>
      sum + received - refunds.filter(({ ok }) => ok).reduce((units, { amount }) => units + amount, 0),
    0,
  );

const check = (found: Found): string[] =>
  Object.entries(rules).flatMap(([sentence, holds]) =>
    holds(found) ? [] : [`${sentence}: ${JSON.stringify(digest(found))}`],
  );

const digest = ({ order, payments, refunds, pages, events, mails, held, moved }: Found) => ({
  order: order.status,
  reason: order.cancelReason,
  payments: payments.map(
    ({ status, capturedAmount, refundedAmount }) => `${status} ${capturedAmount}-${refundedAmount}`,
  ),
  refunds: refunds.map(({ status, amount }) => `${status} ${amount}`),
  pages: pages.map(({ state, captures, received, refunds: back }) => ({ state, captures, received, back })),
  events,
  mails,
  held,
  moved,
});

async function find({ test, provider }: World, stories: readonly Story[]): Promise<Found[]> {
  const ids = stories.map((story) => story.orderId);
  const { db } = test.app;
  const [order, payments, refunds, eventRows, mails, held, moved, inbox, pages, { managerEmails }] =
    await Promise.all([
      db.select().from(orders).where(inArray(orders.id, ids)),
      db.select().from(payment).where(inArray(payment.orderId, ids)),
      db.select().from(refund).where(inArray(refund.orderId, ids)),
      db.select().from(event).where(inArray(event.orderId, ids)).orderBy(event.id),
      db.select().from(notification).where(inArray(notification.orderId, ids)),
      db.select().from(reservation).where(inArray(reservation.orderId, ids)),
      test.rows<{ order_id: string; kind: string }>(
        "select order_id, kind from stock_movement where order_id = any($1) order by id",
        [ids],
      ),
      db
        .select()
        .from(webhookInbox)
        .where(inArray(webhookInbox.verdict, ["received", "parked"])),
      provider.truth(
        test,
        stories.flatMap((story) => story.pages),
      ),
      readSettings({ db }),
    ]);
  const found: Found[] = [];
  const reader = { db, now: new Date() };
  await inParallel(stories, 8, async (story) => {
    const mine = <T extends { orderId: string | null }>(rows: readonly T[]) =>
      rows.filter((row) => row.orderId === story.orderId);
    const row = order.find((one) => one.id === story.orderId);
    if (!row) throw new Error(`Order ${story.number} is gone.`);
    found.push({
      story,
      order: row,
      payments: mine(payments),
      refunds: mine(refunds),
      events: mine(eventRows).map((one) => one.name),
      mails: mine(mails).flatMap((one) => (one.status === "sent" ? [one.template] : [])),
      held: mine(held).map((one) => one.status),
      moved: moved.filter((one) => one.order_id === story.orderId).map((one) => one.kind),
      unanswered: inbox.filter((one) => story.heard.some((word) => word.id === one.eventId)).length,
      pages: pages.filter((page) => story.pages.includes(page.ref)),
      timeline: await timelineOf(reader, story.orderId),
      managers: managerEmails.length,
    });
  });
  return found;
}

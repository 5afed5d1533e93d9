import { afterAll, beforeAll, expect, test } from "vitest";
import { after, days, minutes } from "@/server/kernel/clock";
import type { Actor, Ctx } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { deliver, pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { forgetBodies } from "./forget-bodies";
import { inboxEntry, listInbox, parkedTooLong } from "./inbox.queries";
import { keepWebhook, putAside, unfinishedWebhooks } from "./inbox.store";
import { processKept, processParked } from "./process-again";
import { noteRefusal, refusals } from "./refusal";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const staff: Actor = { kind: "staff", id: newId<"user">(), name: "Morgan Ellis", role: "manager" };
const turn = { timeZone: "UTC" };

/** A notification about a payment that nobody here knows. */
async function unknown(eventId: string, ctx: Ctx = shop.ctx()): Promise<Id<"webhook">> {
  const paymentRef = `cs_unknown_${eventId}`;
  const event = { eventId, type: "checkout.session.completed", paymentRef, occurredAt: ctx.now };
  const told = { vendor: "stripe" as const, eventId, type: event.type, event, raw: { id: eventId } };
  return (await keepWebhook(ctx, told)).inboxId;
}

const one = async (id: string) => {
  const entry = await inboxEntry(shop.ctx(), id, { people: true });
  if (!entry) throw new Error("It is not in the inbox.");
  return entry;
};

test("a notification is found by its event, its order and its reference, and says what came of it", async () => {
  const order = await placeOrder(shop.ctx());
  const { session } = await pay(shop, order.id);
  await expect.poll(() => shop.webhooks.some(({ body }) => body.includes(session))).toBe(true);
  const told = shop.webhooks.find(({ body }) => body.includes(session));
  if (!told) throw new Error("There is no webhook.");
  await deliver(shop.ctx(), told);
  const eventId = String((JSON.parse(told.body) as { id: string }).id);
  for (const q of [eventId, order.number, order.number.slice(3), session]) {
    const { rows } = await listInbox(shop.ctx(), { q }, turn);
    expect(
      rows.map((row) => row.eventId),
      q,
    ).toContain(eventId);
    expect(
      rows.every((row) => row.orderNumber === order.number),
      q,
    ).toBe(true);
  }
  const { rows } = await listInbox(shop.ctx(), { q: eventId }, turn);
  expect(rows).toMatchObject([
    { verdict: "processed", note: "The money was taken, and the order is paid.", attempts: 1 },
  ]);
});

test("one about nothing of ours is parked, tried with growing pauses, and can be put aside", async () => {
  const id = await unknown("evt_parked");
  expect(await processKept(shop.ctx(), id)).toMatchObject({ verdict: "parked" });
  const dueAt = async (at: number) =>
    (
      await unfinishedWebhooks({ ...shop.ctx(), now: after(shop.clock.now(), minutes(at)) }, 100, ["stripe"])
    ).some((row) => row.id === id);
  expect(await dueAt(1)).toBe(false);
  expect(await dueAt(2)).toBe(true);
  for (let tries = 0; tries < 4; tries += 1) await processKept(shop.ctx(), id);
  expect(await dueAt(30)).toBe(false);
  expect(await dueAt(33)).toBe(true);

  const later = { ...shop.ctx(), now: after(shop.clock.now(), minutes(11)) };
  expect((await parkedTooLong(shop.ctx())).count).toBe(0);
  expect((await parkedTooLong(later)).count).toBe(1);
  expect(await putAside(shop.ctx(staff), id)).toBe(true);
  expect(await putAside(shop.ctx(staff), id)).toBe(false);
  expect((await parkedTooLong(later)).count).toBe(0);
  expect(await one(id)).toMatchObject({
    verdict: "ignored",
    tries: [{ by: "staff:Morgan Ellis" }],
    nextTryAt: null,
  });
});

test("processing again is noted with who wanted it, and leaves done what was done", async () => {
  const order = await placeOrder(shop.ctx());
  const { session } = await pay(shop, order.id);
  const eventId = "evt_again";
  const event = { eventId, type: "checkout.session.completed", paymentRef: session, occurredAt: new Date() };
  const told = { vendor: "stripe" as const, eventId, type: event.type, event, raw: {} };
  const { inboxId } = await keepWebhook(shop.ctx(), told);
  expect(await processKept(shop.ctx(staff), inboxId, { again: true })).toMatchObject({
    verdict: "processed",
  });
  await Promise.all([1, 2, 3].map(() => processKept(shop.ctx(staff), inboxId, { again: true })));
  const paid = await shop.rows("select 1 from event where order_id = $1 and name = 'OrderPaid'", [order.id]);
  expect(paid).toHaveLength(1);
  const entry = await one(inboxId);
  expect(entry).toMatchObject({ verdict: "processed", attempts: 4, orderNumber: order.number });
  expect(entry.tries).toHaveLength(4);

  await shop.rows("update payment set provider_ref = 'cs_gone' where order_id = $1", [order.id]);
  expect(await processKept(shop.ctx(staff), inboxId, { again: true })).toMatchObject({ verdict: "parked" });
  expect(await one(inboxId)).toMatchObject({ verdict: "processed" });
  await shop.rows("update payment set provider_ref = $2 where order_id = $1", [order.id, session]);
  for (let tries = 0; tries < 20; tries += 1) await processKept(shop.ctx(staff), inboxId, { again: true });
  expect((await one(inboxId)).tries).toHaveLength(20);
});

test("everything parked is taken up at once, and told what it came to", async () => {
  const ids = [await unknown("evt_bulk_1"), await unknown("evt_bulk_2")];
  const order = await placeOrder(shop.ctx());
  const { session } = await pay(shop, order.id);
  await shop.rows(
    `update webhook_inbox set body = jsonb_set(body, '{event,paymentRef}', to_jsonb($2::text)) where id = $1`,
    [ids[0], session],
  );
  expect(await processParked(shop.ctx(staff))).toEqual({ done: 1, stillParked: 1, left: false });
  await shop.rows("delete from webhook_inbox where id = any($1::uuid[])", [ids]);
});

test("a carrier's push is kept once, and parked when the parcel is nobody's", async () => {
  const push = {
    trackingNumber: "1ZNOBODY",
    scan: { state: "in_transit", code: "I", description: "x", at: new Date() },
  };
  const told = {
    vendor: "ups" as const,
    eventId: "digest",
    type: "tracking.in_transit",
    event: { pushes: [push] },
    raw: {},
  };
  const { inboxId } = await keepWebhook(shop.ctx(), told);
  expect((await keepWebhook(shop.ctx(), told)).repeated).toBe(true);
  expect(await processKept(shop.ctx(), inboxId)).toEqual({
    verdict: "parked",
    note: "No parcel of ours has the number 1ZNOBODY.",
    orderId: undefined,
  });
  expect(await one(inboxId)).toMatchObject({ deliveries: 2, verdict: "parked" });
  await putAside(shop.ctx(staff), inboxId);
});

test("refused deliveries are counted without what was sent, also when they flood in", async () => {
  const ctx = shop.ctx({ kind: "provider", name: "stripe" });
  await Promise.all(Array.from({ length: 40 }, () => noteRefusal(ctx, "forbidden")));
  await noteRefusal(shop.ctx({ kind: "provider", name: "ups" }), "invalid_input");
  await noteRefusal(shop.ctx(staff), "forbidden");
  expect(await refusals(shop.ctx())).toMatchObject([
    { vendor: expect.any(String), count: expect.any(Number) },
    { vendor: expect.any(String), count: expect.any(Number) },
  ]);
  expect((await refusals(shop.ctx())).find(({ vendor }) => vendor === "stripe")).toMatchObject({
    kind: "signature",
    count: 40,
  });
  expect(await refusals({ ...shop.ctx(), now: after(shop.clock.now(), days(8)) })).toEqual([]);
});

test("bodies are forgotten after three months, unless they still wait; a row much later", async () => {
  const old = { ...shop.ctx(), now: after(shop.clock.now(), -days(91)) };
  const [done, waiting] = [await unknown("evt_old_done", old), await unknown("evt_old_waiting", old)];
  await putAside(shop.ctx(staff), done);
  expect(await forgetBodies(shop.ctx())).toBe(1);
  expect(await forgetBodies(shop.ctx())).toBe(0);
  expect((await one(done)).raw).toBeNull();
  expect((await one(done)).event).toContain("cs_unknown_evt_old_done");
  expect((await one(waiting)).raw).not.toBeNull();
  await forgetBodies({ ...shop.ctx(), now: after(shop.clock.now(), days(310)) });
  expect(await inboxEntry(shop.ctx(), done, { people: true })).toBeNull();
  await putAside(shop.ctx(staff), waiting);
});

test("ten thousand notifications are paged by an index, both ways, without a gap", async () => {
  await shop.rows(
    `insert into webhook_inbox (id, vendor, event_id, type, body, verdict, received_at)
     select gen_random_uuid(), 'stripe', 'evt_many_' || n, 'charge.updated', '{"event":{}}', 'processed',
            timestamptz '2026-01-01' + (n / 3) * interval '1 minute' from generate_series(1, 10000) n`,
  );
  await shop.rows("analyze webhook_inbox");
  const filter = { type: "charge.updated" };
  const seen = new Set<string>();
  let older: string | undefined;
  for (let pages = 0; pages < 4; pages += 1) {
    const page = await listInbox(shop.ctx(), filter, { ...turn, after: older });
    for (const row of page.rows) seen.add(row.id);
    older = page.older ?? undefined;
  }
  expect(seen.size).toBe(200);
  const back = await listInbox(shop.ctx(), filter, { ...turn, before: older });
  expect(back.rows.at(-1)).toBeDefined();
  expect(back.rows.every((row) => seen.has(row.id))).toBe(true);

  const plan = await shop.rows<{ "QUERY PLAN": string }>(
    `explain select id from webhook_inbox where (received_at, id) < ('2026-01-02'::timestamptz, $1::uuid)
      order by received_at desc, id desc limit 51`,
    [newId()],
  );
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("webhook_inbox_received");
});

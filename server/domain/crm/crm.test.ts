import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { type Id, newId } from "@/server/kernel/id";
import { paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { continueBackfill, startBackfill } from "./backfill";
import { crmStanding } from "./crm.queries";
import { markForCrm } from "./crm.store";
import { eraseFromCrm, noteOrderForCrm } from "./note-for-crm";
import { syncWaiting } from "./sync-waiting";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ crm: true });
});
beforeEach(async () => {
  await shop.control("DELETE", "/control/faults");
  await shop.control("PUT", "/control/hubspot/limit", {});
  await shop.rows("delete from crm_record");
  await shop.rows("delete from crm_backfill");
  await shop.rows("delete from sandbox.hubspot_object");
});
afterAll(() => shop.drop());

type Held = { id: string; properties: Record<string, string>; contact: string | null };
const held = (type: "contacts" | "deals") =>
  shop.control<Held[]>("GET", `/control/hubspot/objects?type=${type}`);
const calls = async () =>
  (await shop.rows<{ n: number }>("select count(*)::int as n from sandbox.hubspot_call"))[0]?.n ?? 0;
const states = () =>
  shop.rows<{ kind: string; state: string }>("select kind, state from crm_record order by kind");

async function newOrder(email: string, over: Record<string, unknown> = {}) {
  const customer = { email, name: "Ada Moreno" };
  const order = await placeOrder(shop.ctx(), undefined, { customer, ...over });
  await noteOrderForCrm(shop.ctx(), order.id);
  return order;
}

describe("the CRM", () => {
  it("hears of a first order: the customer as a contact, the order as their deal", async () => {
    const order = await newOrder("first@example.com");
    expect(await syncWaiting(shop.ctx())).toMatchObject({ sent: 2, refused: 0 });
    const [person] = await held("contacts");
    const [deal] = await held("deals");
    expect(person?.properties).toMatchObject({ email: "first@example.com", holdfast_orders: "1" });
    expect(deal).toMatchObject({
      contact: person?.id,
      properties: { dealname: `Order ${order.number}`, dealstage: "1000" },
    });
    expect(await states()).toEqual([
      { kind: "contact", state: "in_step" },
      { kind: "deal", state: "in_step" },
    ]);
  });

  it("sees the deal move and what the customer is worth, without what went back", async () => {
    const customer = { email: "worth@example.com", name: "Ada Moreno" };
    const order = await paidOrder(shop, undefined, { customer });
    await noteOrderForCrm(shop.ctx(), order.id);
    await syncWaiting(shop.ctx());
    const worth = async () => (await held("contacts"))[0]?.properties.holdfast_lifetime_value;
    expect(Number(await worth()) * 100).toBe(order.total.amount);
    expect((await held("deals"))[0]?.properties.dealstage).toBe("1001");

    await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
    await shop.rows("update payment set refunded_amount = captured_amount where order_id = $1", [order.id]);
    await noteOrderForCrm(shop.ctx(), order.id);
    await syncWaiting(shop.ctx());
    expect(await worth()).toBe("0.00");
    expect((await held("deals"))[0]?.properties.dealstage).toBe("1004");
  });

  it("is not told the same again", async () => {
    const order = await newOrder("same@example.com");
    await syncWaiting(shop.ctx());
    const before = await calls();
    await noteOrderForCrm(shop.ctx(), order.id);
    expect(await syncWaiting(shop.ctx())).toEqual({ sent: 0, refused: 0 });
    expect((await calls()) - before).toBe(0);
    expect(await states()).toMatchObject([{ state: "in_step" }, { state: "in_step" }]);
  });

  it("hears of what happened while it was being told", async () => {
    const order = await newOrder("meanwhile@example.com");
    await shop.control("PUT", "/control/faults/hubspot", { latencyMs: 250 });
    const telling = syncWaiting(shop.ctx());
    await shop.advance(5);
    await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
    await noteOrderForCrm(shop.ctx(), order.id);
    await telling;
    await shop.control("DELETE", "/control/faults");
    await syncWaiting(shop.ctx());
    expect((await held("deals"))[0]?.properties.dealstage).toBe("1004");
    expect(await states()).toMatchObject([{ state: "in_step" }, { state: "in_step" }]);
  });

  it("is left in peace for as long as it asks, and nothing is lost", async () => {
    for (let i = 0; i < 5; i += 1) await newOrder(`patience-${i}@example.com`);
    await shop.control("PUT", "/control/hubspot/limit", { calls: 0 });
    const paused = await syncWaiting(shop.ctx());
    expect(paused?.pausedSeconds).toBeGreaterThan(0);
    const before = await calls();
    expect(await syncWaiting(shop.ctx())).toEqual({ sent: 0, refused: 0 });
    expect(await calls()).toBe(before);
    expect((await crmStanding(shop.ctx())).pausedUntil).not.toBeNull();

    await shop.control("PUT", "/control/hubspot/limit", {});
    await shop.advance((paused?.pausedSeconds ?? 0) + 1);
    expect(await syncWaiting(shop.ctx())).toMatchObject({ sent: 10, refused: 0 });
  });

  it("is spoken to by one process at a time", async () => {
    for (let i = 0; i < 6; i += 1) await newOrder(`turn-${i}@example.com`);
    await shop.control("PUT", "/control/faults/hubspot", { latencyMs: 50 });
    const other = { ...shop.ctx(), db: shop.restarted().db };
    const results = await Promise.all([syncWaiting(shop.ctx()), syncWaiting(other), syncWaiting(shop.ctx())]);
    expect(results.filter((one) => one === null).length).toBeGreaterThan(0);
    expect(await held("contacts")).toHaveLength(6);
    expect(await held("deals")).toHaveLength(6);
  });

  it("shows what it refuses after some tries, with its own words", async () => {
    const id = newId<"customer">();
    await shop.rows("insert into customer (id, email, name) values ($1, 'no address', 'Nobody')", [id]);
    await markForCrm(shop.ctx(), "contact", id);
    for (let i = 0; i < 6; i += 1) {
      await syncWaiting(shop.ctx());
      await shop.advance(3 * 3600);
    }
    const { failed, counts } = await crmStanding(shop.ctx());
    expect(counts.contact.failed).toBe(1);
    expect(failed[0]).toMatchObject({ label: "no address", failure: expect.stringContaining("invalid") });
    await shop.rows("delete from customer where id = $1", [id]);
  });

  it("forgets a customer who wants to be forgotten", async () => {
    const order = await newOrder("forget@example.com");
    await syncWaiting(shop.ctx());
    const [row] = await shop.rows<{ id: Id<"customer"> }>(
      "select customer_id as id from orders where id = $1",
      [order.id],
    );
    if (!row) throw new Error("no order");
    expect(await eraseFromCrm(shop.ctx(), row.id)).toBe(true);
    expect(await held("contacts")).toEqual([]);
    expect(await eraseFromCrm(shop.ctx(), row.id)).toBe(false);
  });
});

describe("a backfill", () => {
  it("brings everybody and everything in step, once, and goes on after a crash", async () => {
    for (let i = 0; i < 7; i += 1)
      await placeOrder(shop.ctx(), undefined, { customer: { email: `old-${i}@example.com`, name: "Old" } });
    await startBackfill(shop.ctx());
    await expect(startBackfill(shop.ctx())).rejects.toMatchObject({ kind: "invalid_transition" });
    await continueBackfill(shop.ctx());
    const later = { ...shop.ctx(), db: shop.restarted().db };
    while ((await continueBackfill(later)) > 0);
    await syncWaiting(later);

    const { counts, backfill } = await crmStanding(shop.ctx());
    const [all] = await shop.rows<{ people: number; orders: number }>(
      "select (select count(*) from customer where erased_at is null)::int as people, (select count(*) from orders)::int as orders",
    );
    expect(counts.contact).toEqual({ waiting: 0, in_step: all?.people, failed: 0 });
    expect(counts.deal).toEqual({ waiting: 0, in_step: all?.orders, failed: 0 });
    expect(backfill).toMatchObject({
      marked: (all?.people ?? 0) + (all?.orders ?? 0),
      finishedAt: expect.any(Date),
    });
    expect(await held("deals")).toHaveLength(all?.orders ?? 0);
    await startBackfill(shop.ctx());
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { Crm, CrmContact, CrmDeal } from "@/server/ports/crm";
import { type TestApp, testApp } from "@/server/testing";
import { hubspotCrm } from "./hubspot";

let shop: TestApp;
let crm: Crm;
beforeAll(async () => {
  shop = await testApp({ crm: true });
  crm = connect();
});
beforeEach(async () => {
  await shop.control("DELETE", "/control/faults");
  await shop.control("PUT", "/control/hubspot/limit", {});
});
afterAll(() => shop.drop());

const connect = (over: Partial<Parameters<typeof hubspotCrm>[0]> = {}) =>
  hubspotCrm({
    accessToken: "pat-sandbox-hubspot",
    apiUrl: `${shop.sandbox}/hubspot`,
    timeoutMs: 2000,
    ...over,
  });

type Held = { id: string; properties: Record<string, string>; contact: string | null };
const held = (type: "contacts" | "deals") =>
  shop.control<Held[]>("GET", `/control/hubspot/objects?type=${type}`);

let people = 0;
const contact = (over: Partial<CrmContact> = {}): CrmContact => ({
  customerId: newId(),
  email: `person-${++people}@example.com`,
  name: "Ada van der Moor",
  phone: "+12025550142",
  orders: 2,
  lifetimeValue: money(12_345, "USD"),
  firstOrderAt: new Date("2026-01-02T03:04:05Z"),
  acceptsMarketing: true,
  registered: false,
  ...over,
});
const deal = (contactCrmId: string, over: Partial<CrmDeal> = {}): CrmDeal => ({
  orderId: newId(),
  orderNumber: "HF-100001",
  stage: "placed",
  amount: money(4820, "USD"),
  placedAt: new Date("2026-01-02T03:04:05Z"),
  contactCrmId,
  ...over,
});
async function known(over: Partial<CrmContact> = {}): Promise<{ person: CrmContact; crmId: string }> {
  const person = contact(over);
  const [result] = await crm.upsertContacts([person]);
  if (!result?.ok) throw new Error(result?.message);
  return { person, crmId: result.crmId };
}

describe("contacts at HubSpot", () => {
  it("are made once, and changed by the same e-mail", async () => {
    await crm.prepare();
    const { person, crmId } = await known();
    const again = await crm.upsertContacts([{ ...person, orders: 3, lifetimeValue: money(20_000, "USD") }]);
    expect(again).toEqual([{ ok: true, crmId }]);
    const mine = (await held("contacts")).filter(({ properties }) => properties.email === person.email);
    expect(mine).toHaveLength(1);
    expect(mine[0]?.properties).toMatchObject({
      firstname: "Ada",
      lastname: "van der Moor",
      holdfast_orders: "3",
      holdfast_lifetime_value: "200.00",
      holdfast_accepts_marketing: "true",
    });
  });

  it("stay the same contact when the address changes", async () => {
    const { person, crmId } = await known();
    const moved = { ...person, crmId, email: `moved-${person.email}` };
    expect(await crm.upsertContacts([moved])).toEqual([{ ok: true, crmId }]);
    const mine = (await held("contacts")).filter(
      ({ properties }) => properties.holdfast_customer_id === person.customerId,
    );
    expect(mine.map(({ properties }) => properties.email)).toEqual([moved.email]);
  });

  it("are made again when somebody deleted them over there", async () => {
    const { person, crmId } = await known();
    await crm.eraseContact(crmId);
    await crm.eraseContact(crmId);
    const [result] = await crm.upsertContacts([{ ...person, crmId }]);
    expect(result).toMatchObject({ ok: true });
    expect(result).not.toEqual({ ok: true, crmId });
  });

  it("of a batch are not held up by one that is refused", async () => {
    const batch = Array.from({ length: 20 }, () => contact());
    batch[7] = contact({ email: "not an address" });
    const results = await crm.upsertContacts(batch);
    expect(results.map(({ ok }) => ok)).toEqual(batch.map((_, i) => i !== 7));
    expect(results[7]).toMatchObject({ ok: false, message: expect.stringContaining("invalid") });
  });
});

describe("deals at HubSpot", () => {
  it("move through their stages and belong to their contact", async () => {
    const { crmId } = await known();
    const order = deal(crmId);
    for (const stage of ["placed", "paid", "shipped", "delivered"] as const)
      expect(await crm.upsertDeals([{ ...order, stage }])).toMatchObject([{ ok: true }]);
    const mine = (await held("deals")).filter(
      ({ properties }) => properties.holdfast_order_id === order.orderId,
    );
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({
      contact: crmId,
      properties: { amount: "48.20", dealname: "Order HF-100001" },
    });
    // The fourth stage of the pipeline, as it was made.
    expect(mine[0]?.properties.dealstage).toBe("1003");
  });

  it("write currencies without minor units as they are", async () => {
    const { crmId } = await known();
    const order = deal(crmId, { amount: money(4820, "JPY") });
    await crm.upsertDeals([order]);
    const mine = (await held("deals")).find(
      ({ properties }) => properties.holdfast_order_id === order.orderId,
    );
    expect(mine?.properties.amount).toBe("4820");
  });
});

describe("when HubSpot is in trouble", () => {
  it("says how long it asks to wait", async () => {
    await shop.control("PUT", "/control/hubspot/limit", { calls: 1 });
    await crm.upsertContacts([contact()]);
    await expect(crm.upsertContacts([contact()])).rejects.toMatchObject({
      kind: "provider_unavailable",
      details: { retryAfterSeconds: expect.any(Number) },
    });
  });

  it.each([{ errorRate: 1 }, { timeoutRate: 1 }])("is provider_unavailable with %j", async (faults) => {
    const impatient = connect({ timeoutMs: 200 });
    await shop.control("PUT", "/control/faults/hubspot", faults);
    await expect(impatient.upsertContacts([contact()])).rejects.toMatchObject({
      kind: "provider_unavailable",
    });
  });

  it("takes a wrong token for a matter of set-up, not of the record", async () => {
    const stranger = connect({ accessToken: "pat-somebody-else" });
    await expect(stranger.upsertContacts([contact()])).rejects.toMatchObject({
      kind: "provider_unavailable",
    });
  });

  it("makes nothing twice when an answer was lost", async () => {
    const person = contact();
    await shop.control("PUT", "/control/faults/hubspot", { answerLossRate: 1 });
    await expect(connect({ timeoutMs: 300 }).upsertContacts([person])).rejects.toThrow("can't be reached");
    await shop.control("DELETE", "/control/faults");
    expect(await crm.upsertContacts([person])).toMatchObject([{ ok: true }]);
    const mine = (await held("contacts")).filter(({ properties }) => properties.email === person.email);
    expect(mine).toHaveLength(1);
  });

  it("sets itself up once, even from two processes at once", async () => {
    await shop.rows("delete from sandbox.hubspot_pipeline");
    await shop.rows("delete from sandbox.hubspot_property");
    await Promise.all([connect().prepare(), connect().prepare(), connect().prepare()]);
    expect(await shop.rows("select id from sandbox.hubspot_pipeline")).toHaveLength(1);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkAddress } from "@/server/domain/order/check-address";
import { fakeCarrier } from "@/server/domain/shipment/testing";
import type { WithPorts } from "@/server/ports";
import type { AddressVerdict, Carrier } from "@/server/ports/carrier";
import { eventsOf, newYork, placeOrder, type TestApp, testApp } from "@/server/testing";
import { askAddress } from "./ask-address";
import { addressKey, isDoubtful, staffDoubt } from "./doubt";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const carrier = (code: Carrier["code"], answer: () => Promise<AddressVerdict>): Carrier => ({
  ...fakeCarrier(),
  code,
  checkAddress: answer,
});
const asking = (carriers: WithPorts["ports"]["carriers"]): WithPorts => {
  const ctx = shop.ctx();
  return { ...ctx, ports: { ...ctx.ports, carriers } };
};
const says = (code: Carrier["code"], verdict: AddressVerdict) => carrier(code, async () => verdict);
const silent = () => carrier("ups", () => new Promise<AddressVerdict>(() => undefined));
const down = () => carrier("ups", () => Promise.reject(new Error("down")));
const suggestion = { ...newYork, line1: "12 Orchard Street Apt 4", postalCode: "10002" };

describe("who is asked about an address", () => {
  test("UPS first; FedEx when UPS is down or silent; and nobody is waited for longer than a second and a half", async () => {
    const fedex = says("fedex", { verdict: "unknown" });
    const first = await askAddress(asking({ ups: says("ups", { verdict: "ok" }), fedex }), newYork);
    expect(first).toMatchObject({ carrier: "ups", verdict: "ok" });
    expect(await askAddress(asking({ ups: down(), fedex }), newYork)).toMatchObject({ carrier: "fedex" });
    const began = performance.now();
    expect(await askAddress(asking({ ups: silent(), fedex }), newYork)).toMatchObject({ carrier: "fedex" });
    expect(await askAddress(asking({ ups: silent() }), newYork)).toBeNull();
    expect(performance.now() - began).toBeLessThan(3_200);
  });
});

describe("a doubt", () => {
  const check = (verdict: AddressVerdict) => ({
    ...verdict,
    carrier: "ups",
    checkedAt: "2026-11-23T14:00:00Z",
  });
  test("is an address that is unknown, incomplete or written otherwise", () => {
    expect(isDoubtful(check({ verdict: "unknown" }), newYork)).toBe(true);
    expect(isDoubtful(check({ verdict: "unsure" }), newYork)).toBe(true);
    expect(isDoubtful(check({ verdict: "corrected", suggestion }), newYork)).toBe(true);
  });
  test("is not one in other capitals, nor silence", () => {
    const same = { ...newYork, line1: "12 ORCHARD STREET", city: "NEW YORK" };
    expect(isDoubtful(check({ verdict: "corrected", suggestion: same }), newYork)).toBe(false);
    expect(isDoubtful(check({ verdict: "ok" }), newYork)).toBe(false);
    expect(isDoubtful(null, newYork)).toBe(false);
    expect(addressKey({ ...newYork, line1: "12, Orchard Street" })).toBe(addressKey(same));
  });
  test("is told to staff with both ways to write it", () => {
    expect(staffDoubt(check({ verdict: "corrected", suggestion }), newYork)).toEqual({
      carrier: "UPS",
      verdict: "corrected",
      written: "12 Orchard Street, New York, NY 10001, US",
      suggestion: "12 Orchard Street Apt 4, New York, NY 10002, US",
    });
  });
});

describe("an order that nobody has asked about", () => {
  const doubts = () => asking({ ups: says("ups", { verdict: "corrected", suggestion }) });

  test("is asked about once, keeps the verdict, and is not held", async () => {
    const { id } = await placeOrder(shop.ctx());
    const results = await Promise.all([checkAddress(doubts(), id), checkAddress(doubts(), id)]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(["asked", "asked_before"]);
    expect(await checkAddress(doubts(), id)).toEqual({ outcome: "asked_before" });
    expect((await eventsOf(shop, id)).filter((name) => name === "AddressQuestioned")).toHaveLength(1);
    expect(
      await shop.rows(
        `select address_check ->> 'verdict' as verdict, (select count(*)::int from order_hold h where h.order_id = o.id) as holds
           from orders o where id = $1`,
        [id],
      ),
    ).toEqual([{ verdict: "corrected", holds: 0 }]);
  });

  test("is asked about later when no carrier answers", async () => {
    const { id } = await placeOrder(shop.ctx());
    await expect(checkAddress(asking({ ups: down() }), id)).rejects.toMatchObject({
      kind: "provider_unavailable",
    });
    expect(await shop.rows("select address_check as kept from orders where id = $1", [id])).toEqual([
      { kept: null },
    ]);
    expect(await checkAddress(asking({ ups: says("ups", { verdict: "ok" }) }), id)).toMatchObject({
      doubt: false,
    });
    expect(await eventsOf(shop, id)).not.toContain("AddressQuestioned");
  });

  test("is not asked about again when the checkout has", async () => {
    const addressCheck = { verdict: "unknown" as const, carrier: "ups", checkedAt: "2026-11-23T14:00:00Z" };
    const { id } = await placeOrder(shop.ctx(), undefined, {});
    await shop.rows("update orders set address_check = $2 where id = $1", [id, JSON.stringify(addressCheck)]);
    expect(await checkAddress(doubts(), id)).toEqual({ outcome: "asked_before" });
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "../../kernel/money";
import type { CarrierRate } from "../../ports/carrier";
import { type Asked, chooseOffer, offersFor, type Wanted } from "./rate-shopping";

const rate = (
  serviceName: string,
  amount: number,
  deliverBy: string | null,
  level: CarrierRate["level"] = "standard",
  carrier: CarrierRate["carrier"] = "ups",
): CarrierRate => ({
  carrier,
  serviceCode: serviceName,
  serviceName,
  level,
  cost: money(amount, "USD"),
  deliverBy,
});
const ups = (...rates: CarrierRate[]): Asked => ({ carrier: "ups", name: "UPS", rates: [rates] });
const fedex = (...rates: CarrierRate[]): Asked => ({
  carrier: "fedex",
  name: "FedEx",
  rates: [rates.map((one) => ({ ...one, carrier: "fedex" }))],
});
const silent: Asked = { carrier: "fedex", name: "FedEx", rates: null };

const order: Wanted = { level: "standard", deliverBy: "2026-11-27", carrierOffer: null };
const choose = (asked: Asked[], wanted: Partial<Wanted> = {}) =>
  chooseOffer(asked, { ...order, ...wanted }, "USD");

const ground = rate("UPS Ground", 900, "2026-11-27");
const slow = rate("UPS Economy", 700, "2026-11-30");
const air = rate("UPS 2nd Day Air", 2_100, "2026-11-25", "express");
const home = rate("FedEx Home Delivery", 880, "2026-11-26");

describe("the service that is bought", () => {
  test("is the cheapest that keeps the promise, whichever carrier's it is", () => {
    expect(choose([ups(air, ground, slow), fedex(home)])).toMatchObject({
      carrier: "fedex",
      serviceCode: "FedEx Home Delivery",
      reason: "FedEx Home Delivery is the cheapest of 3 services that arrive by Fri 27 Nov as promised.",
      silent: [],
    });
  });

  test("is express for who paid for express, though something else were in time", () => {
    expect(choose([ups(air, ground)], { level: "express" })).toMatchObject({
      serviceCode: "UPS 2nd Day Air",
      reason: "UPS 2nd Day Air is the only express service that arrives by Fri 27 Nov as promised.",
    });
  });

  test("is the fastest when nothing arrives in time", () => {
    expect(choose([ups(air, ground), fedex(home)], { deliverBy: "2026-11-24" })).toMatchObject({
      serviceCode: "UPS 2nd Day Air",
      reason: "UPS 2nd Day Air is the fastest: nothing arrives by Tue 24 Nov as promised.",
    });
  });

  test("is the cheapest where no day was promised", () => {
    expect(choose([ups(air, ground, slow)], { deliverBy: null }).reason).toBe(
      "UPS Economy is the cheapest of 3 services.",
    );
  });

  test("is not one that names no day, where another keeps the promise", () => {
    const vague = rate("UPS Someday", 100, null);
    expect(choose([ups(vague, ground)]).serviceCode).toBe("UPS Ground");
    expect(choose([ups(vague)]).serviceCode).toBe("UPS Someday");
  });

  test("is the other carrier's when one is silent, and says so", () => {
    expect(choose([ups(ground), silent])).toMatchObject({
      carrier: "ups",
      silent: ["FedEx"],
      reason:
        "UPS Ground is the only service that arrives by Fri 27 Nov as promised. FedEx gave no price in time.",
    });
  });

  const nobody: Asked[] = [{ carrier: "ups", name: "UPS", rates: null }, silent];
  test("is what the shopper chose when every carrier is silent, else the usual one", () => {
    const carrierOffer = { carrier: "fedex", serviceCode: "GROUND", serviceName: "FedEx Ground", cost: 1 };
    expect(choose(nobody, { carrierOffer })).toMatchObject({ carrier: "fedex", serviceCode: "GROUND" });
    const usual = choose(nobody);
    expect(usual).toMatchObject({
      carrier: "ups",
      reason: "UPS and FedEx gave no price in time. UPS and its usual service are taken.",
    });
    expect(usual).not.toHaveProperty("serviceCode");
    expect(choose([silent], { carrierOffer: { ...carrierOffer, carrier: "ups" } }).carrier).toBe("fedex");
  });

  test("is what a person chose, whatever is cheaper", () => {
    const chosen = { carrier: "ups", serviceCode: "UPS 2nd Day Air", why: "Chosen by hand." };
    expect(choose([ups(air, ground)], { chosen })).toMatchObject({
      serviceCode: "UPS 2nd Day Air",
      reason: "Chosen by hand.",
    });
    expect(choose(nobody, { chosen })).toMatchObject({ carrier: "ups", serviceCode: "UPS 2nd Day Air" });
  });

  test("is marked among all that were offered, the cheapest first", () => {
    const { offers } = choose([ups(air, ground, slow)]);
    expect(offers.map(({ serviceCode, inTime, chosen }) => [serviceCode, inTime, chosen])).toEqual([
      ["UPS Economy", false, false],
      ["UPS Ground", true, true],
      ["UPS 2nd Day Air", true, false],
    ]);
  });

  const offer = fc.record({
    serviceCode: fc.constantFrom("a", "b", "c", "d"),
    amount: fc.integer({ min: 1, max: 9_000 }),
    deliverBy: fc.option(fc.constantFrom("2026-11-24", "2026-11-26", "2026-11-27", "2026-11-30")),
    level: fc.constantFrom("standard" as const, "express" as const),
  });
  test("is never dearer than another one that is as good", () => {
    fc.assert(
      fc.property(fc.array(offer, { minLength: 1, maxLength: 8 }), (list) => {
        const rates = list.map((one) => rate(one.serviceCode, one.amount, one.deliverBy, one.level));
        const taken = choose([ups(...rates)]).offers.find((one) => one.chosen);
        const inTime = rates.filter(({ deliverBy }) => deliverBy !== null && deliverBy <= "2026-11-27");
        expect(taken).toBeDefined();
        if (inTime.length > 0)
          expect(taken?.cost.amount).toBe(Math.min(...inTime.map((one) => one.cost.amount)));
      }),
    );
  });
});

describe("a service for several packages", () => {
  test("costs their sum and is there with the last of them", () => {
    const later = { ...ground, cost: money(1_400, "USD"), deliverBy: "2026-11-28" };
    const asked: Asked = { carrier: "ups", name: "UPS", rates: [[ground, air], [later]] };
    expect(offersFor([asked])).toMatchObject([
      { serviceCode: "UPS Ground", cost: money(2_300, "USD"), deliverBy: "2026-11-28" },
    ]);
  });
});

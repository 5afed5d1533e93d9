import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createOrder } from "@/server/domain/order/create-order";
import { quoteBasket, quoteOrder } from "@/server/domain/order/quote-order";
import { fakeCarrier } from "@/server/domain/shipment/testing";
import { minutes, after as moved } from "@/server/kernel/clock";
import { newId } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";
import type { Carrier, CarrierRate, Consignment } from "@/server/ports/carrier";
import { newYork, orderInput, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { forgetQuotes } from "./carrier-quote.store";
import { chosenAgain } from "./chosen-again";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ stock: { "TEST-A": { EAST: 500, WEST: 2 }, "TEST-B": { EAST: 2, WEST: 50 } } });
});
afterAll(() => shop.drop());
beforeEach(() => shop.rows("delete from carrier_quote"));
afterEach(() => expectSoundBooks(shop));

const ground: CarrierRate = {
  carrier: "ups",
  serviceCode: "03",
  serviceName: "UPS Ground",
  level: "standard",
  cost: money(840, "USD"),
  deliverBy: "2026-11-25",
};
const nextDay: CarrierRate = {
  ...ground,
  serviceCode: "13",
  serviceName: "UPS Next Day Air Saver",
  level: "express",
  cost: money(4210, "USD"),
  deliverBy: "2026-11-24",
};

/** A carrier that counts what it is asked. */
function carrier(
  code: Carrier["code"],
  answer: (asked: Consignment) => CarrierRate[] | Promise<CarrierRate[]>,
): Carrier & { asked: Consignment[] } {
  const asked: Consignment[] = [];
  return {
    ...fakeCarrier(),
    code,
    asked,
    rates: async (consignment) => {
      asked.push(consignment);
      return answer(consignment);
    },
  };
}
const ups = () => carrier("ups", () => [nextDay, ground]);

// Monday morning in New York.
const monday = new Date("2026-11-23T14:00:00Z");
const asking = (carriers: WithPorts["ports"]["carriers"], now = monday): WithPorts => {
  const ctx = shop.ctx();
  return { ...ctx, now, ports: { ...ctx.ports, carriers } };
};
const mugs = [{ sku: "TEST-A", quantity: 2 }];
const to = { country: "US", region: "NY", postalCode: "10001" };
const first = async () => undefined;
const offered = async (ctx: WithPorts, lines = mugs, where: typeof to = to) =>
  (await quoteBasket(ctx, lines, where, first)).options;
const methods = (options: { method: string }[]) => options.map(({ method }) => method);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "accepted",
    (error: { kind: string }) => error.kind,
  );

describe("at the checkout", () => {
  test("carriers' prices are shown with their days: the cheapest and the fastest", async () => {
    const options = await offered(asking({ ups: ups() }));
    expect(
      options.map(({ title, amount, deliverFrom, deliverBy }) => [
        title,
        amount.amount,
        deliverFrom,
        deliverBy,
      ]),
    ).toEqual([
      // The slower service waits for Tuesday's collection at the latest.
      ["UPS Ground", 840, "2026-11-25", "2026-11-26"],
      ["UPS Next Day Air Saver", 4210, "2026-11-24", "2026-11-24"],
    ]);
  });

  test("the carrier is asked with the weight of goods and box, from the place that would send it", async () => {
    const asked = ups();
    await offered(asking({ ups: asked }));
    expect(asked.asked).toMatchObject([
      {
        weightGrams: 2 * 500 + 150,
        from: { postalCode: "12205" },
        to: { postalCode: "10001", country: "US" },
      },
    ]);
  });

  test("looking again, and twice at once, asks nobody again and shows the same", async () => {
    const asked = ups();
    const ctx = asking({ ups: asked });
    const [a, b] = await Promise.all([offered(ctx), offered(ctx)]);
    const c = await offered({ ...ctx, now: moved(monday, minutes(14)) });
    expect(asked.asked).toHaveLength(1);
    expect(methods(b)).toEqual(methods(a));
    expect(methods(c)).toEqual(methods(a));
    await offered({ ...ctx, now: moved(monday, minutes(16)) });
    expect(asked.asked).toHaveLength(2);
  });

  test("another cart or another postcode has its own prices", async () => {
    const asked = ups();
    const ctx = asking({ ups: asked });
    const a = await offered(ctx);
    const b = await offered(ctx, [{ sku: "TEST-A", quantity: 3 }]);
    const c = await offered(ctx, mugs, { ...to, postalCode: "12207" });
    expect(new Set([a, b, c].flatMap(methods)).size).toBe(6);
    expect(asked.asked).toHaveLength(3);
  });

  test("what the shop adds is on the price, and a change of it shows at once", async () => {
    await shop.set("rateMarkupPercent", 10);
    expect((await offered(asking({ ups: ups() })))[0]?.amount.amount).toBe(924);
    await shop.set("rateMarkupPercent", 0);
    expect((await offered(asking({ ups: ups() })))[0]?.amount.amount).toBe(840);
  });

  test("an order from two places is priced as two parcels", async () => {
    const asked = ups();
    const both = [
      { sku: "TEST-A", quantity: 5 },
      { sku: "TEST-B", quantity: 5 },
    ];
    const [cheapest] = await offered(asking({ ups: asked }), both);
    expect(cheapest?.amount.amount).toBe(2 * 840);
    expect(asked.asked.map(({ from }) => from.region).sort()).toEqual(["CA", "NY"]);
  });
});

describe("the shop's own table is offered, with days too,", () => {
  const table = ["standard", "express"];
  const silent = () => carrier("fedex", () => new Promise<CarrierRate[]>(() => undefined));
  const down = () => carrier("fedex", () => Promise.reject(new Error("down")));

  test("when no carrier is asked: no postcode, half a postcode, or switched off", async () => {
    const asked = ups();
    const ctx = asking({ ups: asked });
    expect(methods(await offered(ctx, mugs, { ...to, postalCode: "" }))).toEqual(table);
    expect(methods(await offered(ctx, mugs, { ...to, postalCode: "100" }))).toEqual(table);
    await shop.set("liveRates", false);
    const options = await offered(ctx);
    await shop.set("liveRates", true);
    expect(methods(options)).toEqual(table);
    expect(asked.asked).toEqual([]);
    // Paid on Monday it leaves on Tuesday, and is three to five working days on the road.
    expect(options[0]).toMatchObject({ deliverFrom: "2026-11-27", deliverBy: "2026-12-01" });
  });

  test("when every carrier is down or silent, after a second and a half at most", async () => {
    const began = performance.now();
    expect(methods(await offered(asking({ ups: silent(), fedex: down() })))).toEqual(table);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("but not when one of them answers; and one that was silent is not waited for again", async () => {
    const slow = silent();
    const ctx = asking({ ups: ups(), fedex: slow });
    expect((await offered(ctx)).map(({ title }) => title)).toEqual(["UPS Ground", "UPS Next Day Air Saver"]);
    const began = performance.now();
    await offered(ctx, [{ sku: "TEST-A", quantity: 7 }]);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(slow.asked).toHaveLength(1);
  });

  test("when no carrier goes there, or asks in other money", async () => {
    expect(methods(await offered(asking({ ups: carrier("ups", () => []) })))).toEqual(table);
    const inEuro = carrier("ups", () => [{ ...ground, cost: money(800, "EUR") }]);
    expect(methods(await offered(asking({ ups: inEuro })))).toEqual(table);
  });
});

describe("an order by a carrier's price", () => {
  const chosen = async (ctx: WithPorts, lines = mugs) => (await offered(ctx, lines))[0]?.method ?? "";

  test("pays that price and keeps the service, the days and what the carrier asks", async () => {
    await shop.set("rateMarkupPercent", 10);
    const ctx = asking({ ups: ups() });
    const method = await chosen(ctx);
    await shop.set("rateMarkupPercent", 0);
    const order = await createOrder(ctx, orderInput(mugs, { shippingMethod: method }));
    // 20.00 of goods and 9.24 of shipping, with 8 % tax on both.
    expect(order.total.amount).toBe(2000 + 924 + 160 + 74);
    expect(
      await shop.rows(
        `select shipping_method, shipping_title, service, shipping_amount, carrier_offer, deliver_from::text, deliver_by::text
           from orders where id = $1`,
        [order.id],
      ),
    ).toEqual([
      {
        shipping_method: method,
        shipping_title: "UPS Ground",
        service: "standard",
        shipping_amount: 924,
        carrier_offer: { carrier: "ups", serviceCode: "03", serviceName: "UPS Ground", cost: 840 },
        deliver_from: "2026-11-25",
        deliver_by: "2026-11-26",
      },
    ]);
  });

  test("is quoted to the cent before it is placed", async () => {
    const ctx = asking({ ups: ups() });
    const shippingMethod = await chosen(ctx);
    const quote = await quoteOrder(ctx, {
      lines: mugs,
      shippingAddress: to,
      shippingMethod,
      promotionCode: undefined,
    });
    expect(quote.shipping.amount).toBe(840);
    expect(methods(quote.shippingOptions)).toEqual(
      expect.arrayContaining([shippingMethod, "standard", "express"]),
    );
    const order = await createOrder(ctx, orderInput(mugs, { shippingMethod, expectedTotal: quote.total }));
    expect(order.total).toEqual(quote.total);
  });

  test("is refused when the price was given for another cart or address, was never given, or is too old", async () => {
    const ctx = asking({ ups: ups() });
    const shippingMethod = await chosen(ctx);
    const attempt = (over: Record<string, unknown>, lines = mugs, now = monday) =>
      refusal(createOrder({ ...ctx, now }, orderInput(lines, { shippingMethod, ...over })));
    expect(await attempt({}, [{ sku: "TEST-A", quantity: 60 }])).toBe("price_changed");
    expect(await attempt({ shippingAddress: { ...newYork, postalCode: "12207" } })).toBe("price_changed");
    expect(await attempt({ shippingMethod: `rate:${newId()}` })).toBe("price_changed");
    expect(await attempt({ shippingMethod: "rate:free" })).toBe("price_changed");
    expect(await attempt({}, mugs, moved(monday, minutes(15)))).toBe("price_changed");
    expect(await attempt({}, mugs, moved(monday, minutes(14)))).toBe("accepted");
  });

  test("sent twice is one order, also when the price has run out in between", async () => {
    const ctx = asking({ ups: ups() });
    const input = orderInput(mugs, { shippingMethod: await chosen(ctx) });
    const [a, b] = await Promise.all([createOrder(ctx, input), createOrder(ctx, input)]);
    const afterwards = await createOrder({ ...ctx, now: moved(monday, minutes(25)) }, input);
    expect([b.number, afterwards.number]).toEqual([a.number, a.number]);
  });
});

test("who took too long keeps the service they chose, at today's price", async () => {
  const ctx = asking({ ups: ups() });
  const [, fast] = await offered(ctx);
  const late = { ...ctx, now: moved(monday, minutes(20)) };
  const options = await offered(late);
  expect(await chosenAgain(late, fast?.method ?? "", options)).toMatchObject({
    title: "UPS Next Day Air Saver",
  });
  const byTable = await offered(asking({}, moved(monday, minutes(40))));
  expect(await chosenAgain(late, fast?.method ?? "", byTable)).toMatchObject({ method: "express" });
  expect(await chosenAgain(late, "express", options)).toMatchObject({ title: "UPS Next Day Air Saver" });
  expect(await chosenAgain(late, "", options)).toBeUndefined();
});

test("prices that nobody comes back for are forgotten after a day", async () => {
  const ctx = asking({ ups: ups() });
  await offered(ctx);
  expect(await forgetQuotes({ ...ctx, now: moved(monday, minutes(60 * 24)) })).toBe(0);
  expect(await forgetQuotes({ ...ctx, now: moved(monday, minutes(60 * 24 + 16)) })).toBe(2);
});

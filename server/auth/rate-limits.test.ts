import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hold } from "@/server/composition";
import type { DomainError } from "@/server/kernel/errors";
import { orderInput, type TestApp, testApp } from "@/server/testing";
import { appRouter } from "@/server/trpc/root";
import { createCaller } from "@/server/trpc/trpc";
import { spend } from "./rate-limits";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
beforeEach(async () => {
  hold(shop.app);
  await shop.rows("delete from rate_limit");
});
afterAll(() => shop.drop());

/** Every test comes from an address of its own: whoever is over a limit is remembered by the process as well. */
let household = 0;
const somewhere = () => `198.51.100.${++household}`;
const callerAt = (address: string) => createCaller(appRouter)({ user: async () => null, address });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { cause?: DomainError }) => error.cause ?? (error as DomainError),
  );

describe("what one network address may do", () => {
  it("ends with the orders of an hour, and says when to come again", async () => {
    await shop.set("limitOrdersPerHour", 3);
    const address = somewhere();
    const order = () => refusal(callerAt(address).order.create(orderInput([{ sku: "TEST-A", quantity: 1 }])));
    expect([await order(), await order(), await order()]).toEqual([null, null, null]);
    const refused = await order();
    expect(refused).toMatchObject({
      kind: "rate_limited",
      message: expect.stringMatching(/Try again in \d+ minutes/),
    });
    expect(Number(refused?.details.retryAfterSeconds)).toBeGreaterThan(3000);
    expect(await shop.rows("select count(*)::int as placed from orders")).toEqual([{ placed: 3 }]);
  });

  it("holds when all come at once, as from several processes", async () => {
    await shop.set("limitCallsPerMinute", 10);
    const address = somewhere();
    const other = shop.restarted();
    const tries = Array.from({ length: 40 }, (_, i) =>
      refusal(spend({ db: i % 2 === 0 ? shop.app.db : other.db }, "calls", address)),
    );
    expect((await Promise.all(tries)).filter((one) => one === null)).toHaveLength(10);
  });

  it("leaves other addresses alone", async () => {
    await shop.set("limitCallsPerMinute", 1);
    await spend(shop.ctx(), "calls", somewhere());
    await expect(spend(shop.ctx(), "calls", somewhere())).resolves.toBeUndefined();
  });

  it("counts a person over all their addresses", async () => {
    await shop.set("limitMailsPerHour", 2);
    const ask = () => refusal(spend(shop.ctx(), "mails", somewhere(), "ada@example.com"));
    expect([await ask(), await ask()]).toEqual([null, null]);
    expect(await ask()).toMatchObject({ kind: "rate_limited" });
  });

  it("does not concern what only reads, nor calls from inside", async () => {
    await shop.set("limitCallsPerMinute", 1);
    const address = somewhere();
    for (let i = 0; i < 3; i += 1) await callerAt(address).catalogue.list({});
    const inside = createCaller(appRouter)({ user: async () => null });
    for (let i = 0; i < 3; i += 1) await inside.order.quote({ ...quote });
  });

  it("is lifted for load runs", async () => {
    await shop.set("limitCallsPerMinute", 1);
    hold({ ...shop.app, env: { ...shop.app.env, RATE_LIMITS: "off" } });
    const address = somewhere();
    for (let i = 0; i < 3; i += 1) await spend(shop.ctx(), "calls", address);
    expect(await shop.rows("select key from rate_limit")).toEqual([]);
  });
});

const { lines, shippingAddress, shippingMethod } = orderInput([{ sku: "TEST-A", quantity: 1 }]);
const quote = { lines, shippingAddress, shippingMethod };

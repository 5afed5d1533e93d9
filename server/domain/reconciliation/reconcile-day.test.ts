import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { after, minutes } from "@/server/kernel/clock";
import type { Actor } from "@/server/kernel/ctx";
import { providerUnavailable } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";
import type { Movement, PaymentGateway } from "@/server/ports/payment-gateway";
import { eventsOf, paidOrder, pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { closeDifference, reopenDifference } from "./close-difference";
import { addDays, dayOf, endOf } from "./day";
import { exportDifferences } from "./export-differences";
import { reconcileDay } from "./reconcile-day";
import { reconcileDueDays } from "./reconcile-due-days";
import { listDays, reconciliationDetail } from "./reconciliation.queries";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterEach(async () => {
  await shop.control("DELETE", "/control/faults");
  await shop.rows("delete from reconciliation");
  await shop.rows("delete from event where name = 'PaymentsReconciled'");
});
afterAll(() => shop.drop());

const today = () => dayOf(shop.clock.now());
const staff: Actor = { kind: "staff", id: newId<"user">(), name: "Morgan Ellis", role: "manager" };

/** The card provider with another list, or other calls. */
function withGateway(
  change: (real: PaymentGateway) => Partial<PaymentGateway>,
  ctx: WithPorts = shop.ctx(),
): WithPorts {
  const real = ctx.ports.gateways.stripe;
  if (!real) throw new Error("Stripe is not set up.");
  return { ...ctx, ports: { ...ctx.ports, gateways: { stripe: { ...real, ...change(real) } } } };
}

const withList = (edit: (list: Movement[]) => Movement[]): WithPorts =>
  withGateway((real) => ({ movements: async (from, to) => edit(await real.movements(from, to)) }));

async function found(ctx: WithPorts = shop.ctx(), day = today()) {
  const done = await reconcileDay(ctx, "stripe", day);
  const detail = done && (await reconciliationDetail(shop.ctx(), done.id));
  if (!detail) throw new Error("The day was not compared.");
  return detail;
}

const told = () =>
  shop.rows<{ payload: { differences: number; fresh: number } }>(
    "select payload from event where name = 'PaymentsReconciled' order by id",
  );

const captureRefOf = async (number: string): Promise<string> => {
  const [row] = await shop.rows<{ ref: string }>(
    "select p.capture_ref as ref from payment p join orders o on o.id = p.order_id where o.number = $1",
    [number],
  );
  return row?.ref ?? "";
};

test("a day on which both sides have the same agrees, and a fee that we lacked is learned", async () => {
  const order = await paidOrder(shop);
  await shop.rows("update payment set fee_amount = null where order_id = $1", [order.id]);
  const run = await found();
  expect(run).toMatchObject({ state: "agrees", open: [], failure: null });
  expect(run.ours).toBe(run.theirs);
  const [total] = run.totals;
  expect(total?.capturedOurs).toBe(total?.capturedTheirs);
  expect(total?.capturedOurs).toBeGreaterThanOrEqual(order.total.amount);
  const [row] = await shop.rows<{ fee: number }>(
    "select fee_amount as fee from payment where order_id = $1",
    [order.id],
  );
  expect(row?.fee).toBeGreaterThan(0);
  expect((await told()).map((one) => one.payload)).toMatchObject([{ differences: 0, fresh: 0 }]);
});

test("money that was taken behind our back is brought into our books before it counts as missing", async () => {
  const order = await placeOrder(shop.ctx());
  const { session } = await pay(shop, order.id);
  const gateway = shop.ctx().ports.gateways.stripe;
  await gateway?.capture(session, { amount: order.total, idempotencyKey: "in the dashboard" });
  expect(await found()).toMatchObject({ state: "agrees", open: [] });
  expect(await eventsOf(shop, order.id)).toContain("OrderPaid");
  await expectSoundBooks(shop);
});

test("what only the provider has, what only we have and what differs are told apart, and mailed once", async () => {
  const [lost, dear] = [await paidOrder(shop), await paidOrder(shop)];
  const [lostRef, dearRef] = [await captureRefOf(lost.number), await captureRefOf(dear.number)];
  const stranger: Movement = {
    kind: "capture",
    ref: "ch_stranger",
    amount: money(700, "USD"),
    at: shop.clock.now(),
  };
  const wrong = withGateway((real) => ({
    movements: async (from, to) => [
      stranger,
      ...(await real.movements(from, to))
        .filter(({ ref }) => ref !== lostRef)
        .map((one) => (one.ref === dearRef ? { ...one, amount: money(one.amount.amount + 5, "USD") } : one)),
    ],
    look: async () => ({ state: "voided" }),
  }));
  const run = await found(wrong);
  expect(run.state).toBe("differs");
  expect(
    run.open.map(({ kind, ref, ours, theirs, orderNumber }) => [kind, ref, ours, theirs, orderNumber]),
  ).toEqual(
    expect.arrayContaining([
      ["missing_here", "ch_stranger", null, 700, null],
      ["missing_there", lostRef, lost.total.amount, null, lost.number],
      ["amount_differs", dearRef, dear.total.amount, dear.total.amount + 5, dear.number],
    ]),
  );
  expect(run.open).toHaveLength(3);

  // Looked at again with the same outcome: nothing is told twice.
  expect((await found(wrong)).open).toHaveLength(3);
  expect((await told()).map((one) => one.payload)).toMatchObject([{ differences: 3, fresh: 3 }]);

  // Later both sides agree, and the differences close themselves.
  const later = await found();
  expect(later).toMatchObject({ state: "agrees", open: [] });
  expect(later.closed.map(({ note }) => note)).toEqual(Array(3).fill("Both sides agree now."));
  expect((await told()).map((one) => one.payload)).toMatchObject([
    { fresh: 3 },
    { differences: 0, fresh: 0 },
  ]);

  // And open again when they come back.
  expect((await found(wrong)).open).toHaveLength(3);
});

test("what the provider lists under another day is missing on neither", async () => {
  const order = await paidOrder(shop);
  const ref = await captureRefOf(order.number);
  const run = await found(withList((list) => list.filter((one) => one.ref !== ref)));
  expect(run).toMatchObject({ state: "agrees", open: [] });
});

test("what a person has closed stays closed until its figures change, and can be opened again", async () => {
  const planted = (amount: number) =>
    withList((list) => [
      ...list,
      { kind: "capture", ref: "ch_planted", amount: money(amount, "USD"), at: shop.clock.now() },
    ]);
  const [difference] = (await found(planted(100))).open;
  if (!difference) throw new Error("Nothing was found.");
  await closeDifference(shop.ctx(staff), { difference: difference.id, note: "A test of the terminal." });

  const again = await found(planted(100));
  expect(again.state).toBe("agrees");
  expect(again.closed).toMatchObject([{ note: "A test of the terminal.", closedBy: "staff:Morgan Ellis" }]);

  await reopenDifference(shop.ctx(staff), difference.id);
  expect(await reconciliationDetail(shop.ctx(), again.id)).toMatchObject({ state: "differs" });
  await closeDifference(shop.ctx(staff), { difference: difference.id, note: "A test of the terminal." });
  expect((await found(planted(200))).open).toMatchObject([{ theirs: 200, note: null }]);
});

test("a provider that fails half way fails the day, and the next run makes up for it", async () => {
  await paidOrder(shop);
  const later = after(endOf(today()), minutes(60));
  const up = { ...withGateway(() => ({})), now: later };
  const down = withGateway(() => ({
    movements: () => Promise.reject(providerUnavailable("Stripe", new Error("page 2"))),
  }));
  expect(await reconcileDueDays({ ...down, now: later })).toMatchObject({ compared: 0, failed: ["stripe"] });
  expect(await shop.rows("select state, failure, finished_at from reconciliation")).toMatchObject([
    { state: "failed", failure: expect.stringContaining("Stripe can't be reached"), finished_at: null },
  ]);
  expect(await told()).toEqual([]);
  expect(await reconcileDueDays(up)).toMatchObject({ compared: 1, failed: [] });
  expect(await shop.rows("select state, failure from reconciliation")).toEqual([
    { state: "agrees", failure: null },
  ]);
  // Once is enough.
  expect(await reconcileDueDays(up)).toMatchObject({ compared: 0 });
});

test("two who compare a day at once are one comparison", async () => {
  await paidOrder(shop);
  const both = await Promise.all([1, 2, 3].map(() => reconcileDay(shop.ctx(), "stripe", today())));
  expect(both.filter(Boolean).length).toBeGreaterThanOrEqual(1);
  expect(await shop.rows("select state from reconciliation")).toEqual([{ state: "agrees" }]);
  expect((await told()).length).toBe(1);
});

test("one that was cut off by a crash is taken over, and its late end changes nothing", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = withGateway((real) => ({
    movements: async (from, to) => {
      await held;
      return real.movements(from, to);
    },
  }));
  const first = reconcileDay(slow, "stripe", today());
  await expect.poll(() => shop.rows("select 1 from reconciliation where state = 'running'")).toHaveLength(1);
  expect(await reconcileDay(shop.ctx(), "stripe", today())).toBeNull();
  const later = { ...shop.ctx(), now: new Date(shop.clock.now().getTime() + 16 * 60_000) };
  expect(await reconcileDay(later, "stripe", today())).toMatchObject({ differences: 0 });
  release();
  expect(await first).toBeNull();
  expect((await told()).length).toBe(1);
});

test("the list shows each day of each provider, and says where none was compared", async () => {
  await found();
  await found(shop.ctx(), addDays(today(), -2));
  const { days: shown } = await listDays(shop.ctx(), ["stripe"]);
  expect(shown).toHaveLength(3);
  expect(shown[0]).toMatchObject({ day: today(), provider: "stripe", run: { state: "agrees", open: 0 } });
  expect(shown[1]).toMatchObject({ run: null });
});

test("the file names its time zone and can't be run by a spreadsheet", async () => {
  await found(
    withList((list) => [
      ...list,
      { kind: "refund", ref: "=cmd()", amount: money(1250, "USD"), at: new Date(`${today()}T12:00:00Z`) },
    ]),
  );
  const [header, line] = (await exportDifferences(shop.ctx(), {})).split("\r\n");
  expect(header).toContain("Moved (UTC)");
  expect(line).toBe(`${today()},Stripe,Missing here,Refund,'=cmd(),,,12.50,USD,${today()} 12:00:00,open,,,`);
});

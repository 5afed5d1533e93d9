import { afterAll, beforeAll, expect, test } from "vitest";
import { after, minutes } from "@/server/kernel/clock";
import { eventsOf, pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { askAboutPayment } from "./ask-about-payment";
import { claimAsk, paymentsToAsk } from "./asking.store";
import { paymentsOf } from "./payment.store";
import { processPayment } from "./process-payment";
import { unfinishedList } from "./unfinished.queries";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const inMinutes = (count: number) => ({ ...shop.ctx(), now: after(shop.clock.now(), minutes(count)) });

async function openPage() {
  const order = await placeOrder(shop.ctx());
  await processPayment(shop.ctx(), order.id, "stripe");
  const [row] = await paymentsOf(shop.ctx(), order.id);
  if (!row) throw new Error("There is no payment.");
  return { order, row };
}

test("a page that stands still is asked about after a minute, then ever more rarely, by one process at a time", async () => {
  const { row } = await openPage();
  const isDue = async (at: number) =>
    (await paymentsToAsk(inMinutes(at), "stripe", 100)).some(({ id }) => id === row.id);
  expect(await isDue(0.9)).toBe(false);
  const asked: number[] = [];
  for (let at = 1; at <= 120; at += 1) {
    if (!(await isDue(at))) continue;
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimAsk(inMinutes(at), row)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    asked.push(at);
  }
  expect(asked).toEqual([1, 3, 7, 15, 30, 60, 120]);

  const { rows } = await unfinishedList(shop.ctx());
  const shown = rows.find(({ id }) => id === row.id);
  expect(shown).toMatchObject({ status: "open", times: 7 });
  expect((shown?.nextAt.getTime() ?? 0) - (shown?.askedAt?.getTime() ?? 0)).toBe(minutes(60));
});

test("one that has moved is asked about anew, whatever was waited for before", async () => {
  const { row } = await openPage();
  for (const at of [1, 3, 7]) expect(await claimAsk(inMinutes(at), row)).toBe(true);
  await shop.rows("update payment set status = 'processing', changed_at = $2 where id = $1", [
    row.id,
    inMinutes(7).now,
  ]);
  expect(
    (await paymentsToAsk(inMinutes(8.1), "stripe", 100)).map(({ id, status }) => [id, status]),
  ).toContainEqual([row.id, "processing"]);
});

test("an attempt whose answer was lost learns its page, and the shopper's money on it is found", async () => {
  const { order, row } = await openPage();
  const { session } = await pay(shop, order.id);
  await shop.rows(
    "update payment set status = 'created', provider_ref = null, redirect_url = null where id = $1",
    [row.id],
  );
  const [lost] = (await paymentsToAsk(inMinutes(1.1), "stripe", 100)).filter(({ id }) => id === row.id);
  if (!lost) throw new Error("It is not asked about.");
  expect(await askAboutPayment(shop.ctx(), lost)).toBe(true);
  const [known] = await paymentsOf(shop.ctx(), order.id);
  expect(known).toMatchObject({ status: "open", providerRef: session });
  if (known) await askAboutPayment(shop.ctx(), known);
  expect(await eventsOf(shop, order.id)).toContain("OrderPaid");
});

test("an attempt of an order that has ended is not opened again", async () => {
  const { order, row } = await openPage();
  await shop.rows("update payment set status = 'created', provider_ref = null where id = $1", [row.id]);
  await shop.rows("update orders set payment_due_at = $2 where id = $1", [order.id, shop.clock.now()]);
  const lost = { ...row, status: "created" as const, providerRef: null };
  expect(await askAboutPayment(inMinutes(1), lost)).toBe(false);
  expect(await paymentsOf(shop.ctx(), order.id)).toMatchObject([{ status: "created", providerRef: null }]);
});

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { openHolds } from "@/server/domain/order/hold.store";
import { readOrder } from "@/server/domain/order/order.store";
import { inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { deliver, eventsOf, paidOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { closePayments } from "./close-payments";
import { decideDispute } from "./dispute";
import { disputeList, disputesOfOrder, disputesToAnswer } from "./dispute.queries";
import { openDisputes } from "./dispute.store";
import { noteDispute } from "./note-dispute";
import { lockPayment, paymentsOf, unclosed } from "./payment.store";
import { requestRefund } from "./request-refund";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ stock: { "TEST-A": { EAST: 1_000 } } });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const moves = (session: string, to: "under_review" | "won" | "lost") =>
  shop.control("POST", "/control/stripe/dispute-moves", { session, to });
const note = (ref: string) => noteDispute(shop.ctx(), "stripe", ref);
const rowsOf = (order: Id<"order">) =>
  shop.rows("select status, amount, closed_at is not null as closed from dispute where order_id = $1", [
    order,
  ]);
const named = async (order: Id<"order">, prefix: string) =>
  (await eventsOf(shop, order)).filter((name) => name.startsWith(prefix));

/** A paid order whose customer has objected at their bank. */
async function disputed() {
  const order = await paidOrder(shop);
  const [payment] = await paymentsOf(shop.ctx(), order.id);
  if (!payment?.providerRef) throw new Error("There is no payment.");
  const { dispute } = await shop.control<{ dispute: string }>("POST", "/control/stripe/dispute", {
    session: payment.providerRef,
    reason: "product_not_received",
  });
  return { order, payment, session: payment.providerRef, ref: dispute };
}
const refunded = (paymentId: Id<"payment">, number: string, amount: number) =>
  inTransaction(shop.ctx(), async (tx) =>
    requestRefund(tx, await lockPayment(tx, paymentId), number, {
      amount,
      reason: "Kindness",
      causeKey: `asked:${paymentId}`,
    }),
  );

test("given any word about a dispute, the same word again is no news", () => {
  const remote = { status: "needs_response", amount: { amount: 100, currency: "USD" } } as const;
  const known = { status: "needs_response", amount: 100, evidenceDueAt: null } as const;
  expect(decideDispute(null, remote, { status: "paid" })).toEqual({
    news: "opened",
    hold: true,
    closed: false,
  });
  expect(decideDispute(known, remote, { status: "paid" })).toMatchObject({ news: null, hold: false });
  expect(decideDispute(known, { ...remote, status: "lost" }, { status: "paid" })).toMatchObject({
    news: "changed",
    closed: true,
  });
  const dueAt = new Date();
  expect(decideDispute(known, { ...remote, evidenceDueAt: dueAt }, { status: "paid" }).news).toBe("changed");
});

test("given an order that has left, or a dispute that was won before we heard, nothing is held", () => {
  const remote = { status: "needs_response", amount: { amount: 100, currency: "USD" } } as const;
  for (const status of ["shipped", "delivered", "cancelled"] as const)
    expect(decideDispute(null, remote, { status }).hold).toBe(false);
  expect(decideDispute(null, { ...remote, status: "won" }, { status: "paid" }).hold).toBe(false);
});

test("a dispute is written down once, holds what is still here, and shows its deadline to managers", async () => {
  const { order, ref } = await disputed();
  await Promise.all(Array.from({ length: 5 }, () => note(ref)));
  expect(await rowsOf(order.id)).toEqual([
    { status: "needs_response", amount: order.total.amount, closed: false },
  ]);
  expect(await named(order.id, "Dispute")).toEqual(["DisputeOpened"]);
  const [hold] = await openHolds(shop.ctx(), order.id);
  expect(hold).toMatchObject({ reason: "fraud", note: expect.stringContaining("goods have not arrived") });

  const open = await disputesToAnswer(shop.ctx());
  expect(open.first.map((one) => one.orderNumber)).toContain(order.number);
  expect(open.first[0]?.evidenceDueAt).not.toBeNull();
  const list = await disputeList(shop.ctx(), { show: "open", provider: "stripe" });
  expect(list.rows[0]).toMatchObject({ orderNumber: order.number, ref });
  expect((await disputeList(shop.ctx(), { show: "lost" })).rows).toEqual([]);
  const known = await disputesOfOrder(shop.ctx(), order.id);
  expect(known).toMatchObject({ disputes: [{ ref }], evidence: { parcels: [], goodOrders: 0 } });
});

test("webhooks of a dispute, in any order and twice, leave what the provider says now", async () => {
  const { order, session, ref } = await disputed();
  await moves(session, "under_review");
  await moves(session, "won");
  await expect
    .poll(() => shop.webhooks.filter((one) => one.body.includes(`"${ref}"`)).length, { timeout: 5_000 })
    .toBe(5);
  const told = shop.webhooks.filter((one) => one.body.includes(`"${ref}"`));
  for (const webhook of [...told.toReversed(), ...told]) await deliver(shop.ctx(), webhook);
  expect(await rowsOf(order.id)).toEqual([{ status: "won", amount: order.total.amount, closed: true }]);
  expect(await named(order.id, "Dispute")).toEqual(["DisputeOpened"]);
});

test("a sweep hears of an outcome whose webhook was lost", async () => {
  const { order, session, ref } = await disputed();
  await note(ref);
  await moves(session, "lost");
  for (const one of await openDisputes(shop.ctx(), 100)) await noteDispute(shop.ctx(), one.provider, one.ref);
  expect(await rowsOf(order.id)).toMatchObject([{ status: "lost", closed: true }]);
  expect(await named(order.id, "Dispute")).toEqual(["DisputeOpened", "DisputeChanged"]);
});

test("disputed money is not refunded, and a dispute that is won frees it again", async () => {
  const { order, payment, session, ref } = await disputed();
  await note(ref);
  await expect(refunded(payment.id, order.number, 100)).rejects.toMatchObject({
    kind: "invalid_input",
    message: expect.stringContaining("dispute"),
  });
  await moves(session, "won");
  await note(ref);
  await expect(refunded(payment.id, order.number, 100)).resolves.toBeTruthy();
});

test("a cancelled order whose payment is disputed gives its money back only once the dispute is won", async () => {
  const { order, session, ref } = await disputed();
  await note(ref);
  await cancelOrder(shop.ctx(), order.id, { reason: "fraud" });
  expect(await closePayments(shop.ctx(), order.id)).toMatchObject({ refundsRequested: 0 });
  const waits = async () =>
    (await unclosed(shop.ctx(), new Date(Date.now() + 60_000), 500)).some((one) => one.id === order.id);
  expect(await waits()).toBe(false);
  await moves(session, "won");
  await note(ref);
  expect(await waits()).toBe(true);
  expect(await closePayments(shop.ctx(), order.id)).toMatchObject({ refundsRequested: 1 });
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("cancelled");
});

test("a dispute that the provider does not know is not found", async () => {
  await expect(note("dp_nobody")).rejects.toMatchObject({ kind: "not_found" });
});

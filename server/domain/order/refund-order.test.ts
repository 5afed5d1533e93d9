import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { closePayments } from "@/server/domain/payment/close-payments";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import { sentOrder } from "@/server/domain/shipment/tracking.testing";
import type { Actor } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { eventsOf, moneyAt, paidOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { cancelOrder } from "./cancel-order";
import { refundOrder } from "./refund-order";
import { previewRefundSchema, refundOrderSchema } from "./refund-order.schema";
import { previewRefund, refundOptions, refundsOf } from "./refunds.queries";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 25, stock: { "TEST-A": { EAST: 500 }, "TEST-B": { EAST: 100 } } });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const mara: Actor = { kind: "staff", id: newId<"user">(), name: "Mara", role: "manager" };
type Order = { id: Id<"order">; number: string; total: { amount: number } };

/** Three A and one B that have left; their lines' ids by SKU. */
async function sent(a = 3, b = 1) {
  const lines = [
    { sku: "TEST-A", quantity: a },
    { sku: "TEST-B", quantity: b },
  ].filter((line) => line.quantity > 0);
  return withLines((await sentOrder(shop, lines)).order);
}

async function withLines<Given extends Order>(order: Given) {
  const rows = await shop.rows<{ sku: string; id: string }>(
    "select sku, id from order_line where order_id = $1",
    [order.id],
  );
  return { ...order, line: (sku: string) => rows.find((row) => row.sku === sku)?.id ?? "" };
}

const refund = (order: Order, what: Record<string, unknown>) => {
  const { number: _, ...request } = refundOrderSchema.parse({
    ...{ number: order.number, reason: "damaged", key: newId() },
    ...what,
  });
  return refundOrder(shop.ctx(mara), order.id, request);
};
const preview = (order: Order, what: Record<string, unknown>) =>
  previewRefund(shop.ctx(), order.id, previewRefundSchema.parse({ number: order.number, ...what }));

const refunds = (order: Order) =>
  shop.rows<{ id: Id<"refund">; amount: number; requested_by: string; shipping_amount: number }>(
    "select id, amount, requested_by, shipping_amount from refund where order_id = $1 order by created_at, id",
    [order.id],
  );
const sumOf = (rows: readonly { amount: number }[]) => rows.reduce((sum, row) => sum + row.amount, 0);
const sessionOf = async (order: Order) =>
  (
    await shop.rows<{ ref: string }>("select provider_ref as ref from payment where order_id = $1", [
      order.id,
    ])
  )[0]?.ref ?? "";
const shelf = async (sku: string, place: string) =>
  (
    await shop.rows<{ available: number; unavailable: number }>(
      "select coalesce(sum(s.available), 0)::int as available, coalesce(sum(s.unavailable), 0)::int as unavailable from stock_level s join variant v on v.id = s.variant_id join location l on l.id = s.location_id where v.sku = $1 and l.code = $2",
      [sku, place],
    )
  )[0] ?? { available: 0, unavailable: 0 };

describe("what goes back", () => {
  test("units, shipping and the rest come to what was paid, and the stock agrees", async () => {
    const order = await sent();
    const [east, west] = [await shelf("TEST-A", "EAST"), await shelf("TEST-A", "WEST")];
    const told = await preview(order, {
      lines: [{ orderLineId: order.line("TEST-A"), quantity: 1, goods: "restock" }],
    });
    const one = await refund(order, {
      lines: [{ orderLineId: order.line("TEST-A"), quantity: 1, goods: "restock" }],
      expected: told.amount.amount,
      words: "we are sorry",
      note: "Came in a wet box",
    });
    expect(one.amount).toEqual(told.amount);
    expect(told.after.amount).toBe(order.total.amount - told.amount.amount);
    expect(await shelf("TEST-A", "EAST")).toEqual({ ...east, available: east.available + 1 });

    await refund(order, {
      lines: [
        { orderLineId: order.line("TEST-A"), quantity: 1, goods: "damaged" },
        { orderLineId: order.line("TEST-B"), quantity: 1, goods: "none" },
      ],
      place: "WEST",
    });
    expect(await shelf("TEST-A", "WEST")).toEqual({ ...west, unavailable: west.unavailable + 1 });
    await refund(order, {
      lines: [{ orderLineId: order.line("TEST-A"), quantity: 1, goods: "restock" }],
      shipping: true,
    });
    const rows = await refunds(order);
    expect(sumOf(rows)).toBe(order.total.amount);
    expect(rows.map((row) => row.requested_by)).toEqual(Array(3).fill("staff:Mara"));
    for (const { id } of rows) await submitRefund(shop.ctx(), id);
    expect(await moneyAt(shop, await sessionOf(order))).toMatchObject({ refunded: order.total.amount });
    const history = await refundsOf(shop.ctx(), order.id);
    expect(history).toContainEqual(
      expect.objectContaining({
        reason: "Damaged on arrival: we are sorry",
        note: "Came in a wet box",
        status: "succeeded",
        lines: [expect.objectContaining({ quantity: 1, goods: "restock", amount: told.amount })],
      }),
    );
    const names = await eventsOf(shop, order.id);
    expect(names.filter((name) => name === "ReturnReceived")).toHaveLength(3);
  });

  test("an amount for nothing in particular leaves less for the items, and the last refund takes the rest", async () => {
    const order = await sent(1, 1);
    await refund(order, { amount: 777, reason: "goodwill" });
    const all = {
      lines: ["TEST-A", "TEST-B"].map((sku) => ({
        orderLineId: order.line(sku),
        quantity: 1,
        goods: "none",
      })),
      shipping: true,
    };
    const told = await preview(order, all);
    expect(told).toMatchObject({
      amount: { amount: order.total.amount - 777 },
      cost: { amount: order.total.amount },
      after: { amount: 0 },
    });
    await refund(order, all);
    expect(sumOf(await refunds(order))).toBe(order.total.amount);
    await expect(refund(order, { amount: 1 })).rejects.toThrow("All of this payment has been refunded");
  });

  test("no unit, no carriage and no cent goes back twice", async () => {
    const order = await sent(2, 0);
    const units = (quantity: number) => ({
      lines: [{ orderLineId: order.line("TEST-A"), quantity, goods: "none" }],
    });
    await refund(order, { ...units(1), shipping: true });
    await expect(refund(order, units(2))).rejects.toThrow("Only 1 of Test article A can still be paid back");
    await expect(refund(order, { shipping: true })).rejects.toThrow("Shipping has cost nothing, or");
    await expect(refund(order, { amount: order.total.amount })).rejects.toMatchObject({
      kind: "invalid_input",
      details: { left: order.total.amount - sumOf(await refunds(order)) },
    });
    await refund(order, units(1));
    expect(sumOf(await refunds(order))).toBe(order.total.amount);
  });

  test("what has not been sent is cancelled, not refunded; goods that are not with the customer don't come back", async () => {
    const waiting = await withLines(await paidOrder(shop, [{ sku: "TEST-A", quantity: 1 }]));
    const line = { orderLineId: waiting.line("TEST-A"), quantity: 1 };
    await expect(refund(waiting, { lines: [{ ...line, goods: "none" }] })).rejects.toThrow(
      "has not been sent yet. Cancel it instead",
    );
    expect(await refundOptions(shop.ctx(), waiting.id)).toMatchObject({ lines: [], unsent: 1 });

    const order = await sent(2, 0);
    const a = { orderLineId: order.line("TEST-A"), quantity: 1 };
    await refund(order, { lines: [{ ...a, goods: "none" }] });
    await refund(order, { lines: [{ ...a, goods: "restock" }] });
    expect(await refundOptions(shop.ctx(), order.id)).toMatchObject({ lines: [] });
  });

  test("what a dispute holds can't go back as well, also when the order is cancelled", async () => {
    const order = await withLines(await paidOrder(shop, [{ sku: "TEST-A", quantity: 1 }]));
    await shop.rows(
      `insert into dispute (id, payment_id, order_id, provider, provider_ref, status, amount, currency, reason, opened_at, changed_at)
       select gen_random_uuid(), id, order_id, provider, 'dp_' || id, 'needs_response', amount - 100, currency, 'Unknown', now(), now()
         from payment where order_id = $1`,
      [order.id],
    );
    await expect(refund(order, { amount: 101 })).rejects.toThrow("Only $1.00 of this payment");
    await refund(order, { amount: 40 });
    await cancelOrder(shop.ctx(mara), order.id, { reason: "customer" });
    await closePayments(shop.ctx(), order.id);
    expect(sumOf(await refunds(order))).toBe(100);
    await shop.rows("update dispute set status = 'won' where order_id = $1", [order.id]);
    await closePayments(shop.ctx(), order.id);
    await closePayments(shop.ctx(), order.id);
    expect(sumOf(await refunds(order))).toBe(order.total.amount);
  });
});

describe("pressed more than once", () => {
  test("twenty presses of one button give back once, and the same key with other content is refused", async () => {
    const order = await sent(2, 0);
    const request = {
      lines: [{ orderLineId: order.line("TEST-A"), quantity: 1, goods: "restock" }],
      key: newId(),
    };
    const before = await shelf("TEST-A", "EAST");
    const pressed = await Promise.all(Array.from({ length: 20 }, () => refund(order, request)));
    expect(new Set(pressed.map((one) => one.refundId)).size).toBe(1);
    expect(await refunds(order)).toHaveLength(1);
    expect(await shelf("TEST-A", "EAST")).toEqual({ ...before, available: before.available + 1 });
    await expect(refund(order, { ...request, shipping: true })).rejects.toMatchObject({
      kind: "idempotency_conflict",
    });
    await expect(refund(order, { amount: 100, expected: 99 })).rejects.toMatchObject({
      kind: "changed_meanwhile",
    });
  });

  test("fifty managers at once give back exactly what was paid, and the provider's sum is the same", async () => {
    const order = await sent(12, 4);
    const unit = (sku: string, quantity: number, goods: string) => ({
      lines: [{ orderLineId: order.line(sku), quantity, goods }],
    });
    const everything = {
      lines: [
        { orderLineId: order.line("TEST-A"), quantity: 12, goods: "none" },
        { orderLineId: order.line("TEST-B"), quantity: 4, goods: "none" },
      ],
      shipping: true,
    };
    const asked = Array.from({ length: 50 }, (_, i) => {
      if (i % 10 === 9) return everything;
      if (i % 5 === 0) return { amount: 301 + i };
      if (i % 7 === 0) return { shipping: true };
      return i % 2 ? unit("TEST-A", 1 + (i % 2), "restock") : unit("TEST-B", 1, i % 4 ? "damaged" : "none");
    });
    const results = await Promise.allSettled(asked.map((what) => refund(order, what)));
    for (const one of results)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ kind: "invalid_input" });
    // Whatever came first, the rest goes to whoever asks for it.
    const { left } = (await refundOptions(shop.ctx(), order.id)) ?? { left: { amount: 0 } };
    if (left.amount > 0) await refund(order, { amount: left.amount });
    const rows = await refunds(order);
    expect(results.filter((one) => one.status === "fulfilled").length).toBeGreaterThan(5);
    expect(sumOf(rows)).toBe(order.total.amount);
    await Promise.all(rows.map(({ id }) => submitRefund(shop.ctx(), id)));
    expect((await moneyAt(shop, await sessionOf(order))).refunded).toBe(order.total.amount);
  });
});

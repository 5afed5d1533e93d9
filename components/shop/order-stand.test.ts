import { expect, test } from "vitest";
import type { ParcelView } from "@/server/domain/order/shopper-parcels.queries";
import { standOf } from "./order-stand";

const usd = (amount: number) => ({ amount, currency: "USD" });
const order = {
  status: "pending" as const,
  payments: [],
  refunds: [],
  parcels: [],
  follows: [],
  now: "2026-11-22T10:00:00.000Z",
  paymentDueAt: "2026-11-22T10:30:00.000Z",
  leavesBy: null,
  onHold: false,
};
const words = (at: string) => at.slice(11, 16);
const payment = (status: string, captured = 0) => ({
  provider: "stripe",
  status,
  amount: usd(4820),
  captured: usd(captured),
  refunded: usd(0),
  failureMessage: null,
  at: order.now,
});

test("an unpaid order says until when it is held", () => {
  expect(standOf(order, words)).toMatchObject({
    kind: "to_pay",
    next: expect.stringContaining("until 10:30"),
  });
});

test("while a bank works on the payment nothing counts down, and the buyer reads by when it is usually decided", () => {
  const debited = { ...order, payments: [payment("processing")], now: "2026-11-24T10:00:00.000Z" };
  const stand = standOf(debited, (at) => at.slice(0, 10));
  expect(stand).toMatchObject({ kind: "at_bank", next: expect.stringContaining("until 2026-11-27") });
  const cancelled = { ...debited, status: "cancelled" as const, cancelReason: "customer" };
  expect(standOf(cancelled, words).next).toContain("goes straight back");
});

test("after a decline the buyer reads that nothing was charged", () => {
  const declined = { ...order, payments: [payment("failed")] };
  expect(standOf(declined, words).next).toContain("Nothing was charged");
  const closed = { ...declined, status: "cancelled" as const, cancelReason: "payment_failed" };
  expect(standOf(closed, words)).toMatchObject({ kind: "declined", lookAgainIn: null });
  expect(standOf(closed, words).next).toContain("Nothing was charged");
});

test("a cancelled order that was paid says where the money is", () => {
  const paid = {
    ...order,
    status: "cancelled" as const,
    cancelReason: "customer",
    payments: [payment("captured", 4820)],
  };
  expect(standOf(paid, words).next).toBe(
    "$48.20 is going back the way it came; banks take five to ten days.",
  );
  const refunded = {
    ...paid,
    refunds: [{ id: "r1", amount: usd(4820), status: "succeeded", reason: "", at: order.now }],
  };
  expect(standOf(refunded, words).next).toContain("$48.20 went back");
});

test("an order past its time is not offered for payment any more", () => {
  expect(standOf({ ...order, now: "2026-11-22T10:30:00.000Z" }, words).kind).toBe("closing");
});

test("a paid order that is being checked says so, and names no day it can’t keep", () => {
  const held = { ...order, status: "paid" as const, onHold: true, leavesBy: "2026-11-22T12:00:00.000Z" };
  const { next } = standOf(held, words);
  expect(next).toContain("We are checking your order before it leaves");
  expect(next).not.toContain("12:00");
});

const parcel = (
  reached: "on_its_way" | "out_for_delivery" | "delivered",
  turned: "coming_back" | null = null,
) => ({
  key: reached,
  carrier: "UPS",
  trackingNumber: null,
  trackingUrl: null,
  items: [],
  progress: { reached, at: {}, turned },
  promise: null,
  trouble: null as ParcelView["trouble"],
  scans: [],
  timeZone: "America/New_York",
});
const sent = (...parcels: ReturnType<typeof parcel>[]) =>
  standOf({ ...order, status: "shipped", parcels }, words).title;

test("on the road the title tells of what is still to come", () => {
  expect(sent(parcel("on_its_way"), parcel("on_its_way"))).toBe("2 parcels are on their way");
  expect(sent(parcel("on_its_way"), parcel("delivered"))).toBe("It is on its way");
  expect(sent(parcel("out_for_delivery"), parcel("delivered"))).toBe("It comes today");
  const missed = { tone: "warning" as const, title: "Nobody was there", text: "" };
  expect(sent({ ...parcel("out_for_delivery"), trouble: missed })).toBe("It is on its way");
});

test("what can't be delivered is told plainly, and nobody is told that it is on its way", () => {
  expect(sent(parcel("on_its_way", "coming_back"))).toBe("It could not be delivered");
  expect(sent(parcel("on_its_way", "coming_back"), parcel("on_its_way"))).toBe("It is on its way");
});

test("what waits for stock is said to follow", () => {
  const follows = [{ title: "Teapot", variantTitle: "", quantity: 1 }];
  expect(standOf({ ...order, status: "partially_shipped", follows }, words).next).toContain(
    "as soon as it comes in",
  );
});

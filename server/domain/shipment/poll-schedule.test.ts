import { expect, test } from "vitest";
import { after, days, minutes } from "@/server/kernel/clock";
import { nextPoll } from "./poll-schedule";

const now = new Date("2026-11-24T15:00:00Z");
const parcel = {
  state: "in_transit" as const,
  end: null,
  shippedAt: after(now, -days(1)),
  lastScanAt: after(now, -minutes(90)),
  estimatedAt: null,
  deliverBy: null,
};
const wait = (change: Partial<Parameters<typeof nextPoll>[0]>) => {
  const next = nextPoll({ ...parcel, ...change }, now, "America/New_York");
  return next && (next.getTime() - now.getTime()) / minutes(1);
};

test("a carrier is asked as often as the day asks for", () => {
  expect(wait({ shippedAt: after(now, -minutes(20)), lastScanAt: null })).toBe(30);
  expect(wait({})).toBe(60);
  expect(wait({ deliverBy: "2026-11-24" })).toBe(30);
  // The carrier's own estimate is nearer to the truth than the promise.
  expect(wait({ deliverBy: "2026-11-24", estimatedAt: after(now, days(2)) })).toBe(60);
  expect(wait({ state: "out_for_delivery" })).toBe(20);
  expect(wait({ shippedAt: after(now, -days(9)), lastScanAt: after(now, -days(4)) })).toBe(24 * 60);
  expect(wait({ state: "returned" })).toBe(24 * 60);
});

test("what has come to its end, or is gone for two months, is asked about no more", () => {
  expect(wait({ end: "delivered" })).toBeNull();
  expect(wait({ end: "back" })).toBeNull();
  expect(wait({ shippedAt: after(now, -days(60)) })).toBeNull();
});

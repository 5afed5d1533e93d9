import { expect, test } from "vitest";
import { after, days, MovableClock, minutes, systemClock } from "./clock";

const noon = new Date("2026-05-01T12:00:00Z");

test("a clock that nobody moved shows the time of its base", () => {
  expect(new MovableClock({ now: () => noon }).now()).toEqual(noon);
  const earlier = Date.now();
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(earlier);
  expect(new MovableClock().now().getTime()).toBeGreaterThanOrEqual(earlier);
});

test("a moved clock runs on from where it was put", () => {
  let base = noon;
  const clock = new MovableClock({ now: () => base });
  clock.advance(1800);
  expect(clock.now()).toEqual(new Date("2026-05-01T12:30:00Z"));
  base = after(noon, minutes(1));
  expect(clock.now()).toEqual(new Date("2026-05-01T12:31:00Z"));
});

test("advancing adds up, setting the offset starts over", () => {
  const clock = new MovableClock({ now: () => noon });
  clock.advance(60);
  clock.advance(60);
  expect(clock.now()).toEqual(new Date("2026-05-01T12:02:00Z"));
  clock.setOffset(10);
  expect(clock.now()).toEqual(new Date("2026-05-01T12:00:10Z"));
});

test("a date is moved without changing the one that was given", () => {
  const given = new Date(noon);
  expect(after(given, days(1) - minutes(30))).toEqual(new Date("2026-05-02T11:30:00Z"));
  expect(given).toEqual(noon);
});

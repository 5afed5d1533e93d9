import { expect, test } from "vitest";
import { momentIn, wallClock } from "./moment";

const newYork = "America/New_York";

test.each([
  ["2026-11-20T10:15:30", newYork, "2026-11-20T15:15:30.999Z"],
  ["2026-07-20T10:15:30", newYork, "2026-07-20T14:15:30.999Z"],
  // Without seconds: to the end of the minute.
  ["2026-11-20T10:15", "UTC", "2026-11-20T10:15:59.999Z"],
  ["2026-11-20T10:15:30", "Asia/Kolkata", "2026-11-20T04:45:30.999Z"],
  // The clocks go back: the hour is there twice, and the later one leaves nothing out.
  ["2026-11-01T01:30:00", newYork, "2026-11-01T06:30:00.999Z"],
  ["2026-11-01T00:59:59", newYork, "2026-11-01T04:59:59.999Z"],
  ["2026-11-01T02:00:00", newYork, "2026-11-01T07:00:00.999Z"],
  // They go forward: the hour is not there at all.
  ["2026-03-08T01:59:59", newYork, "2026-03-08T06:59:59.999Z"],
  ["2026-03-08T02:30:00", newYork, "2026-03-08T07:30:00.999Z"],
  ["2026-03-08T03:00:00", newYork, "2026-03-08T07:00:00.999Z"],
])("%s on a clock in %s is %s", (local, zone, moment) => {
  expect(momentIn(local, zone)?.toISOString()).toBe(moment);
});

test("what is no date is no moment", () => {
  expect(momentIn("2026-13-45T10:15:30", newYork)).toBeNull();
});

test("the clock shows again what was read from it", () => {
  for (const local of ["2026-11-20T10:15:30", "2026-07-01T00:00:00", "2026-12-31T23:59:59"])
    expect(wallClock(momentIn(local, newYork) as Date, newYork)).toBe(local);
});

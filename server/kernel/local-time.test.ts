import { expect, test } from "vitest";
import { instantOf, localText } from "./local-time";

test.each([
  ["America/New_York", "2026-11-22T09:30", "2026-11-22T14:30:00.000Z"],
  ["America/New_York", "2026-07-01T00:00", "2026-07-01T04:00:00.000Z"],
  ["Asia/Kolkata", "2026-01-01T00:15", "2025-12-31T18:45:00.000Z"],
  ["UTC", "2026-01-01T00:00", "2026-01-01T00:00:00.000Z"],
])("%s: clocks that show %s mean %s", (zone, text, iso) => {
  expect(instantOf(text, zone)?.toISOString()).toBe(iso);
  expect(localText(new Date(iso), zone)).toBe(text);
});

test("an hour that summer time skips is the one before it", () => {
  expect(instantOf("2026-03-08T02:30", "America/New_York")?.toISOString()).toBe("2026-03-08T06:30:00.000Z");
});

test("what is no date is none", () => {
  expect(instantOf("tomorrow", "UTC")).toBeNull();
  expect(instantOf("2026-13-45T00:00", "UTC")).toBeNull();
});

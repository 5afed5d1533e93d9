import { expect, test } from "vitest";
import { nextCutOff } from "./cut-off";

const albany = {
  timeZone: "America/New_York",
  cutOff: "14:00",
  collectionAt: "17:00",
  workingDays: [1, 2, 3, 4, 5],
};
const next = (now: string, place = albany) => nextCutOff(new Date(now), place).toISOString();

test("before the cut-off it is today's, by the clock of the place", () => {
  // 10:48 in Albany.
  expect(next("2026-11-23T15:48:00Z")).toBe("2026-11-23T19:01:00.000Z");
  expect(next("2026-11-23T15:48:00Z", { ...albany, timeZone: "America/Los_Angeles" })).toBe(
    "2026-11-23T22:01:00.000Z",
  );
});

test("after it, and on days off, it is the next working day's", () => {
  expect(next("2026-11-23T19:30:00Z")).toBe("2026-11-24T19:01:00.000Z");
  expect(next("2026-11-27T21:00:00Z")).toBe("2026-11-30T19:01:00.000Z");
  expect(next("2026-11-22T12:00:00Z")).toBe("2026-11-23T19:01:00.000Z");
});

test("the clocks' change is counted", () => {
  // Friday before the clocks go back in New York; the cut-off on Monday is an hour later by the sun.
  expect(next("2026-10-30T19:00:00Z")).toBe("2026-11-02T19:01:00.000Z");
});

import { describe, expect, test } from "vitest";
import { expectedWords, keptWords, townOf } from "./promise-kept";

const promise = { promisedFrom: "2026-11-24", promisedBy: "2026-11-26" };
const kept = (arrivedOn: string, over: Partial<Parameters<typeof keptWords>[0]> = {}) =>
  keptWords({ ...promise, arrivedOn, cause: null, leftLate: false, ...over });

describe("after delivery the promise", () => {
  test("was kept, when it came within its days", () => {
    expect(kept("2026-11-24")).toEqual({ kept: true, words: "Arrived on Tue 24 Nov, as promised" });
    expect(kept("2026-11-26").words).toBe("Arrived on Thu 26 Nov, as promised");
  });
  test("was more than kept, when it came before them", () => {
    expect(kept("2026-11-23").words).toBe("Arrived on Mon 23 Nov, a day earlier than promised");
  });
  test("was broken, and why is said in plain words with the place", () => {
    expect(kept("2026-11-27", { cause: { reason: "weather", place: "MEMPHIS, TN, US" } })).toEqual({
      kept: false,
      words: "Arrived on Fri 27 Nov, a day later than promised: weather delay in Memphis",
    });
    expect(kept("2026-11-28", { cause: { reason: "missed", place: "New York, NY" } }).words).toBe(
      "Arrived on Sat 28 Nov, 2 days later than promised: nobody was there at the first attempt",
    );
  });
  test("was broken by us, when it left late and nothing happened on the road", () => {
    expect(kept("2026-11-27", { leftLate: true }).words).toMatch(/: it left us late$/);
    expect(kept("2026-11-27").words).toBe("Arrived on Fri 27 Nov, a day later than promised");
  });
  test("is not spoken of where nothing was promised", () => {
    expect(kept("2026-11-27", { promisedBy: null })).toEqual({ kept: null, words: "Arrived on Fri 27 Nov" });
  });
});

describe("on its way", () => {
  const expected = (expectedOn: string | null, today = "2026-11-24") =>
    expectedWords({ ...promise, expectedOn, today });
  test("the carrier's day is told, and the promise until there is one", () => {
    expect(expected(null)).toEqual({ late: false, words: "Promised for Tue 24 – Thu 26 Nov" });
    expect(expected("2026-11-25")).toEqual({ late: false, words: "Expected Wed 25 Nov" });
  });
  test("a later day is told with how much later", () => {
    expect(expected("2026-11-27")).toEqual({
      late: true,
      words: "Now expected Fri 27 Nov, a day later than promised",
    });
  });
  test("past the promise it is late, whatever the carrier said before", () => {
    expect(expected("2026-11-25", "2026-11-27")).toEqual({
      late: true,
      words: "It should have been with you by Thu 26 Nov",
    });
  });
});

test("towns are written as people write them", () => {
  expect(["WINSTON-SALEM, NC, US", "New York, NY", "", null].map(townOf)).toEqual([
    "Winston-Salem",
    "New York",
    null,
    null,
  ]);
});

import { expect, test } from "vitest";
import { areaOf, changes, scaleOf, stepsOf } from "./stock-steps";

test("a day's figure holds for its whole day, and the next begins at once", () => {
  expect(stepsOf([10, 10, 5], 10)).toBe("M0 0H1V0H2V50H3");
  expect(areaOf([10, 0], 10)).toBe("M0 0H1V100H2V100H0Z");
});

test.each([
  [0, 1, [0, 1]],
  [1, 1, [0, 1]],
  [7, 9, undefined],
  [40, 40, [0, 20, 40]],
  [104, 150, [0, 50, 100, 150]],
  [50_000, 60_000, [0, 20_000, 40_000, 60_000]],
])("the scale up to %i ends at a round figure", (most, top, lines) => {
  const scale = scaleOf(most);
  expect(scale.top).toBeGreaterThanOrEqual(most);
  expect(scale.lines.length).toBeLessThanOrEqual(5);
  if (lines) expect(scale).toEqual({ top, lines });
});

test("the table names today and the days on which something changed, newest first", () => {
  const day = (n: number, available: number, onHand = available) => ({
    day: `2026-11-0${n}`,
    available,
    onHand,
  });
  const shown = changes([day(1, 5), day(2, 5), day(3, 4, 5), day(4, 4, 5)]);
  expect(shown.map(({ day: name, change }) => `${name} ${change}`)).toEqual([
    "2026-11-04 0",
    "2026-11-03 -1",
    "2026-11-01 null",
  ]);
});

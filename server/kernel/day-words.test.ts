import { expect, test } from "vitest";
import { daysBetween, dayWords, durationWords, spanWords } from "./day-words";

test("days are said with their weekday, and a month only once", () => {
  expect(dayWords("2026-11-24")).toBe("Tue 24 Nov");
  expect(spanWords("2026-11-24", "2026-11-26")).toBe("Tue 24 – Thu 26 Nov");
  expect(spanWords("2026-11-30", "2026-12-02")).toBe("Mon 30 Nov – Wed 2 Dec");
  expect(spanWords("2026-12-31", "2027-01-04")).toBe("Thu 31 Dec – Mon 4 Jan");
});

test("a span of one day is that day, and so is one without a beginning", () => {
  expect(spanWords("2026-11-26", "2026-11-26")).toBe("Thu 26 Nov");
  expect(spanWords(null, "2026-11-26")).toBe("Thu 26 Nov");
});

test("days are counted by the calendar, over a change of the clocks too", () => {
  expect(daysBetween("2026-10-31", "2026-11-02")).toBe(2);
  expect(daysBetween("2026-11-26", "2026-11-25")).toBe(-1);
});

test("time left is told to the minute, and never as nothing", () => {
  expect(durationWords(3 * 3_600_000 + 12 * 60_000 + 59_000)).toBe("3 h 12 min");
  expect(durationWords(2 * 3_600_000)).toBe("2 h");
  expect(durationWords(59 * 60_000)).toBe("59 min");
  expect(durationWords(20_000)).toBe("less than a minute");
});

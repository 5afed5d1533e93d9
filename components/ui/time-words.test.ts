import { describe, expect, it } from "vitest";
import { exactTimeWords, relativeTimeWords, timeWords } from "./time-words";

const now = new Date("2026-11-22T14:02:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("relative time", () => {
  it.each([
    [-20, "now"],
    [-60, "1 minute ago"],
    [30 * 60, "in 30 minutes"],
    [-3 * 3600, "3 hours ago"],
    [86_400, "tomorrow"],
    [-14 * 86_400, "2 weeks ago"],
  ])("%d seconds from now reads %j", (seconds, words) => {
    expect(relativeTimeWords(later(seconds), now)).toBe(words);
  });
});

describe("absolute time", () => {
  it("is told in the reader's time zone", () => {
    expect(timeWords(now, "datetime", { timeZone: "America/New_York" })).toMatch(/Nov 22, 2026, 9:02\sAM/);
    expect(timeWords(now, "day", { timeZone: "Asia/Tokyo" })).toBe("Sun, Nov 22");
  });

  it("names its zone when it is exact", () => {
    expect(exactTimeWords(now, { timeZone: "Europe/Berlin", locale: "en-GB" })).toContain("15:02:00");
    expect(exactTimeWords(now, { timeZone: "UTC" })).toContain("UTC");
  });
});

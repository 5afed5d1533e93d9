import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localText } from "@/server/kernel/local-time";
import { addDays, beforeCutOff, deliveryWindow, shipByOf, type WorkingTimes } from "./promise";

const albany: WorkingTimes = {
  timeZone: "America/New_York",
  cutOff: "14:00",
  collectionAt: "17:00",
  workingDays: [1, 2, 3, 4, 5],
};
/** A moment by Albany's clocks in the winter of 2026. */
const at = (day: string, time: string) => new Date(`${day}T${time}:00-05:00`);
const monday = "2026-11-23";
const friday = "2026-11-27";

describe("when a parcel is promised to leave", () => {
  it.each([
    [
      "express, paid before the cut-off, goes with that day's collection",
      monday,
      "13:59",
      "express",
      "2026-11-23T17:00",
    ],
    ["express, paid at the cut-off, still goes that day", monday, "14:00", "express", "2026-11-23T17:00"],
    ["express, paid after it, goes the next day", monday, "14:01", "express", "2026-11-24T17:00"],
    ["standard has a working day more", monday, "09:00", "standard", "2026-11-24T17:00"],
    ["standard of a Friday goes on Monday", friday, "09:00", "standard", "2026-11-30T17:00"],
    ["express of a Friday evening goes on Monday", friday, "18:00", "express", "2026-11-30T17:00"],
    ["express of a Sunday goes on Monday", "2026-11-29", "10:00", "express", "2026-11-30T17:00"],
    ["standard of a Sunday goes on Tuesday", "2026-11-29", "10:00", "standard", "2026-12-01T17:00"],
  ] as const)("%s", (_, day, time, level, left) => {
    expect(localText(shipByOf(at(day, time), level, albany), albany.timeZone)).toBe(left);
  });

  it("goes by the place's own clocks: the same moment is before the cut-off in the west and after it in the east", () => {
    const noonInTheWest = new Date("2026-11-23T20:00:00Z");
    expect(beforeCutOff(noonInTheWest, albany)).toBe(false);
    expect(beforeCutOff(noonInTheWest, { ...albany, timeZone: "America/Los_Angeles" })).toBe(true);
  });

  it("collects at the same hour of the clock when summer time ends and begins", () => {
    const sunday = new Date("2026-11-01T15:00:00Z");
    expect(shipByOf(sunday, "express", { ...albany, workingDays: [7, 1] }).toISOString()).toBe(
      "2026-11-01T22:00:00.000Z",
    );
    const saturday = new Date("2026-10-31T15:00:00Z");
    expect(shipByOf(saturday, "express", { ...albany, workingDays: [6] }).toISOString()).toBe(
      "2026-10-31T21:00:00.000Z",
    );
  });

  it("is never before it is paid for, never on a day off, and never later for being paid earlier", () => {
    const place = fc.record({
      timeZone: fc.constantFrom("America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"),
      cutOff: fc.constantFrom("00:00", "12:00", "16:30"),
      collectionAt: fc.constantFrom("16:30", "23:00"),
      workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    });
    const moment = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
    const level = fc.constantFrom("standard" as const, "express" as const);
    fc.assert(
      fc.property(place, moment, moment, level, (where, one, other, how) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        const [first, second] = [shipByOf(early, how, where), shipByOf(late, how, where)];
        expect(first.getTime()).toBeLessThanOrEqual(second.getTime());
        expect(first.getTime()).toBeGreaterThanOrEqual(early.getTime());
        const day = new Date(`${localText(first, where.timeZone).slice(0, 10)}T12:00:00Z`).getUTCDay() || 7;
        expect(where.workingDays).toContain(day);
      }),
    );
  });
});

describe("when it is promised to arrive", () => {
  it("counts working days on the road from the day it leaves", () => {
    const left = at(monday, "17:00");
    expect(deliveryWindow(left, albany, { minDays: 3, maxDays: 5 })).toEqual({
      from: "2026-11-26",
      by: "2026-11-30",
    });
  });

  it("takes the day by the clocks of the place that it leaves from", () => {
    const lateEvening = new Date("2026-11-24T03:00:00Z");
    expect(deliveryWindow(lateEvening, albany, { minDays: 1, maxDays: 1 })).toEqual({
      from: "2026-11-24",
      by: "2026-11-24",
    });
  });

  it("steps over the weekend, and over the turn of the year", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-11-27", 1)).toBe("2026-11-30");
    expect(addDays("2026-11-27", 0)).toBe("2026-11-27");
  });
});

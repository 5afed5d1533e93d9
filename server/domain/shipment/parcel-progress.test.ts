import { describe, expect, test } from "vitest";
import { progressOf } from "./parcel-progress";
import { ownScans } from "./plain-words";
import type { TrackingState } from "./shipment";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const scan = (state: TrackingState, hour: number, code = "X") => ({ state, code, at: at(hour) });

describe("how far a parcel has come", () => {
  test("packed, until it has left; then handed over, whatever the carrier has seen", () => {
    expect(progressOf([], null).reached).toBe("packed");
    expect(progressOf([scan("pre_transit", 1)], null).reached).toBe("packed");
    expect(progressOf([scan("pre_transit", 1)], at(2))).toMatchObject({
      reached: "handed_over",
      at: { handed_over: at(2) },
    });
  });
  test("each step with the time it was first reached, in whatever order the scans came", () => {
    const scans = [
      scan("delivered", 9),
      scan("in_transit", 5),
      scan("out_for_delivery", 8),
      scan("in_transit", 3),
    ];
    expect(progressOf(scans, at(2))).toEqual({
      reached: "delivered",
      at: { handed_over: at(2), on_its_way: at(3), out_for_delivery: at(8), delivered: at(9) },
      turned: null,
    });
  });
  test("a trouble on the road takes nothing back", () => {
    expect(
      progressOf([scan("in_transit", 3), scan("out_for_delivery", 4), scan("exception", 5)], at(2)).reached,
    ).toBe("out_for_delivery");
    expect(progressOf([scan("exception", 5)], at(2)).reached).toBe("handed_over");
  });
  test("one that comes back to us says so, and is not taken for delivered when it is here", () => {
    expect(progressOf([scan("in_transit", 3), scan("returned", 6)], at(2))).toMatchObject({
      reached: "on_its_way",
      turned: "coming_back",
    });
    expect(
      progressOf([scan("in_transit", 3), scan("returned", 6), scan("returned", 9, ownScans.back)], at(2))
        .turned,
    ).toBe("back");
    expect(progressOf([scan("in_transit", 3), scan("exception", 6, ownScans.lost)], at(2))).toMatchObject({
      reached: "on_its_way",
      turned: "lost",
    });
  });
});

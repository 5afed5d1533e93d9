import { describe, expect, test } from "vitest";
import { scanTime, stateOf } from "./tracking-status";

const state = (code: string, over: { derived?: string; description?: string } = {}) =>
  stateOf({ code, derived: over.derived ?? "", description: over.description ?? "" });

describe("FedEx's status in our words", () => {
  test.each([
    ["OC", "pre_transit"],
    ["CA", "pre_transit"],
    ["PU", "in_transit"],
    ["PX", "in_transit"],
    ["IT", "in_transit"],
    ["IX", "in_transit"],
    ["AR", "in_transit"],
    ["DP", "in_transit"],
    ["AF", "in_transit"],
    ["FD", "in_transit"],
    ["CC", "in_transit"],
    ["OD", "out_for_delivery"],
    ["DL", "delivered"],
    ["DE", "exception"],
    ["SE", "exception"],
    ["CD", "exception"],
    ["DY", "exception"],
    ["HL", "exception"],
    ["RS", "returned"],
    ["ZZ", "in_transit"],
  ] as const)("%s is %s", (code, wanted) => {
    expect(state(code)).toBe(wanted);
  });

  test("the scan's own code counts, not the coarser one beside it", () => {
    expect(state("OD", { derived: "IT" })).toBe("out_for_delivery");
    expect(state("AR", { derived: "DL" })).toBe("in_transit");
    expect(state("", { derived: "DL" })).toBe("delivered");
  });

  test("what goes back to the sender is returned, however it is coded", () => {
    expect(state("SE", { description: "Returning package to shipper" })).toBe("returned");
    expect(state("DL", { description: "Delivered: Package returned to shipper" })).toBe("returned");
    expect(state("DE", { description: "Delivery exception: return to shipper requested" })).toBe("exception");
  });
});

describe("the moment of a scan", () => {
  test("is taken with its distance from GMT", () => {
    expect(scanTime("2018-02-02T12:01:00-07:00")?.toISOString()).toBe("2018-02-02T19:01:00.000Z");
    expect(scanTime("2018-02-02T12:01:00Z")?.toISOString()).toBe("2018-02-02T12:01:00.000Z");
  });

  test("is unknown without one, and where FedEx gave nothing that can be read", () => {
    for (const text of [undefined, "", "2018-02-02", "2018-02-02T12:01:00", "yesterdayT-07:00"])
      expect(scanTime(text)).toBeUndefined();
  });
});

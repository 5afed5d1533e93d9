import { describe, expect, test } from "vitest";
import { detailCode, scanTime, stateOf, type UpsStatus } from "./tracking-status";

const status = (over: Partial<UpsStatus>): UpsStatus => ({
  type: "I",
  code: "",
  detail: "",
  description: "",
  hasDeliveryDate: false,
  ...over,
});

describe("UPS's status in our words", () => {
  test("type D is a delivery only with detail code 011 or a delivery date", () => {
    expect(stateOf(status({ type: "D", code: "FS", detail: "011" }))).toBe("delivered");
    expect(stateOf(status({ type: "D", code: "FS", hasDeliveryDate: true }))).toBe("delivered");
    expect(stateOf(status({ type: "D", code: "OT", detail: "021" }))).toBe("out_for_delivery");
    expect(stateOf(status({ type: "D", description: "Loaded on Delivery Vehicle" }))).toBe(
      "out_for_delivery",
    );
    // A later delivery's date does not make an earlier scan of the same day a delivery.
    expect(stateOf(status({ type: "D", detail: "021", hasDeliveryDate: true }))).toBe("out_for_delivery");
  });

  test("out for delivery may also be typed as on the way", () => {
    expect(stateOf(status({ type: "I", code: "OT", detail: "021" }))).toBe("out_for_delivery");
    expect(stateOf(status({ type: "I", code: "OT" }))).toBe("out_for_delivery");
  });

  test("what has been handed back to the sender is returned, however it is typed", () => {
    expect(stateOf(status({ type: "RS" }))).toBe("returned");
    expect(stateOf(status({ type: "X", description: "Returned to Sender" }))).toBe("returned");
    expect(stateOf(status({ type: "D", detail: "011", description: "Returning to shipper" }))).toBe(
      "returned",
    );
    expect(stateOf(status({ type: "X", description: "Return to Sender Requested" }))).toBe("exception");
  });

  test.each([
    ["M", "pre_transit"],
    ["MV", "pre_transit"],
    ["P", "in_transit"],
    ["I", "in_transit"],
    ["U", "in_transit"],
    ["O", "out_for_delivery"],
    ["X", "exception"],
    ["something new", "in_transit"],
  ] as const)("type %s is %s", (type, state) => {
    expect(stateOf(status({ type }))).toBe(state);
  });

  test("detail codes come as text or as a number", () => {
    expect([detailCode("011"), detailCode(11), detailCode(undefined), detailCode("")]).toEqual([
      "011",
      "011",
      "",
      "",
    ]);
  });
});

describe("the moment of a scan", () => {
  const local = { date: "20240423", time: "095004" };

  test("is the GMT that UPS gives, with or without leading zero and colons", () => {
    expect(scanTime({ date: "20240423", time: "135004" }, local)?.toISOString()).toBe(
      "2024-04-23T13:50:04.000Z",
    );
    expect(scanTime({ date: "20210210", time: "74700" }, local)?.toISOString()).toBe(
      "2021-02-10T07:47:00.000Z",
    );
    expect(scanTime({ date: "20210210", time: "07:47:00" }, local)?.toISOString()).toBe(
      "2021-02-10T07:47:00.000Z",
    );
  });

  test("is local time with its offset where there is no GMT", () => {
    expect(scanTime({}, local, "-04:00")?.toISOString()).toBe("2024-04-23T13:50:04.000Z");
    expect(scanTime({}, local, "-04.00")?.toISOString()).toBe("2024-04-23T13:50:04.000Z");
    expect(scanTime({}, local)?.toISOString()).toBe("2024-04-23T09:50:04.000Z");
  });

  test("is unknown where UPS gave nothing that can be read", () => {
    expect(scanTime({}, {})).toBeUndefined();
    expect(scanTime({ date: "20241399", time: "000000" }, {})).toBeUndefined();
    expect(scanTime({ date: "2024", time: "x" }, {})).toBeUndefined();
  });
});

import { describe, expect, test } from "vitest";
import { trackAnswer } from "./answers";
import { trackingOf } from "./tracking";

const destination = (stateProvince: string, countryCode = "US") => ({
  packageAddress: [
    { type: "ORIGIN", address: { stateProvince: "MD", countryCode: "US" } },
    { type: "DESTINATION", address: { stateProvince, countryCode } },
  ],
});
/** The estimate that is read from a package as UPS answers it. */
function estimate(given: object): string | undefined {
  const answer = trackAnswer.parse({ trackResponse: { shipment: [{ package: [given] }] } });
  const [found] = answer.trackResponse.shipment[0]?.package ?? [];
  return found && trackingOf(found).estimatedAt?.toISOString();
}
const scheduled = [{ type: "SDD", date: "20261201" }];

describe("when UPS expects to deliver", () => {
  test("is the evening of the day it names, at the destination", () => {
    expect(estimate({ ...destination("CA"), deliveryDate: scheduled, deliveryTime: { type: "EOD" } })).toBe(
      "2026-12-02T03:00:00.000Z",
    );
    expect(estimate({ ...destination("NY"), deliveryDate: scheduled })).toBe("2026-12-02T00:00:00.000Z");
    expect(estimate({ ...destination("", "DE"), deliveryDate: scheduled })).toBe("2026-12-01T18:00:00.000Z");
  });

  test.each([
    ["CMT", "2026-12-01T15:30:00.000Z"],
    ["EDW", "2026-12-01T15:30:00.000Z"],
    ["CDW", "2026-12-01T15:30:00.000Z"],
    ["IDW", "2026-12-01T15:30:00.000Z"],
    ["EOD", "2026-12-02T00:00:00.000Z"],
  ])("is the end of the time it names where that is of kind %s", (type, at) => {
    const deliveryTime = { type, startTime: "83000", endTime: "103000" };
    expect(estimate({ ...destination("NY"), deliveryDate: scheduled, deliveryTime })).toBe(at);
  });

  test("is the new day once it is rescheduled", () => {
    const deliveryDate = [...scheduled, { type: "RDD", date: "20261203" }];
    expect(estimate({ ...destination("NY"), deliveryDate })).toBe("2026-12-04T00:00:00.000Z");
  });

  test("is nothing when it names no day, or has delivered", () => {
    expect(estimate({ ...destination("NY") })).toBeUndefined();
    expect(estimate({ deliveryDate: [{ type: "SDD", date: "" }] })).toBeUndefined();
    expect(estimate({ deliveryDate: [...scheduled, { type: "DEL", date: "20261130" }] })).toBeUndefined();
  });
});

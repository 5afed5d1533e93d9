import { expect, test } from "vitest";
import { timeZoneOf } from "./time-zone";

test.each([
  ["US", "CA", "America/Los_Angeles"],
  ["US", "tx", "America/Chicago"],
  ["US", "HI", "Pacific/Honolulu"],
  ["US", undefined, "America/New_York"],
  ["CA", "BC", "America/Vancouver"],
  ["PR", undefined, "America/Puerto_Rico"],
  ["GB", "Kent", "Europe/London"],
  ["DE", undefined, "Europe/Berlin"],
])("an address in %s, %s goes by the clocks of %s", (country, region, zone) => {
  expect(timeZoneOf({ country, region })).toBe(zone);
});

test("every zone is one that this machine knows", () => {
  for (const [country, regions] of [
    ["US", "CA CO AZ TX AK HI PR NY"],
    ["CA", "BC AB MB NB NL ON"],
  ] as const)
    for (const region of regions.split(" "))
      expect(() => Intl.DateTimeFormat("en", { timeZone: timeZoneOf({ country, region }) })).not.toThrow();
});

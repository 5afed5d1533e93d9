import { expect, test } from "vitest";
import { needsShopper, ownScans, plainScan, plainScans, scanReason } from "./plain-words";

const exception = (description: string, code = "X") => ({ state: "exception" as const, code, description });

test.each([
  ["ups", "Severe weather conditions have delayed delivery.", "weather"],
  ["ups", "The apartment number is missing or incorrect.", "address"],
  ["ups", "The receiver was not available for delivery. We'll make another attempt.", "missed"],
  ["ups", "The receiver refused the delivery.", "refused"],
  ["ups", "Your package is held at a UPS Access Point.", "collect"],
  ["ups", "Merchandise is damaged.", "damaged"],
  ["ups", "We are unable to locate the package.", "lost"],
  ["ups", "A mechanical failure has delayed delivery.", "delay"],
  ["fedex", "Customer not available or business closed", "missed"],
  ["fedex", "Incorrect address", "address"],
  ["fedex", "International shipment release - Import", "customs"],
  ["fedex", "Something quite new", "other"],
] as const)("%s says “%s”: it is about %s", (carrier, words, reason) => {
  expect(scanReason(carrier, exception(words))).toBe(reason);
});

test("the code tells where the words don't", () => {
  expect(scanReason("fedex", exception("See details", "CD"))).toBe("customs");
});

test("only what a shopper can do something about asks for them", () => {
  expect(["address", "missed", "collect", "customs"].every((one) => needsShopper(one as "address"))).toBe(
    true,
  );
  expect(["weather", "delay", "damaged", "lost", "other"].some((one) => needsShopper(one as "weather"))).toBe(
    false,
  );
});

test("every scan has a sentence, and never the carrier's own", () => {
  expect(plainScan("ups", exception("Severe weather conditions"))).toBe(
    "Held up by the weather; expect it a day later",
  );
  expect(plainScan("ups", { state: "in_transit", code: "AR", description: "Arrived at Facility" })).toBe(
    "It reached a sorting centre",
  );
  expect(plainScan("ups", { state: "returned", code: ownScans.back, description: "" })).toBe("Back with us");
});

test("what is handed over after it was turned back was handed to us", () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 9, minute));
  const scans = [
    { state: "returned" as const, code: "RS", description: "Returned to sender", at: at(1) },
    { state: "delivered" as const, code: "FS", description: "DELIVERED", at: at(2) },
  ];
  expect(plainScans("ups", scans).map((scan) => scan.plain)).toEqual([
    "It is on its way back to us",
    "Handed back to us",
  ]);
});

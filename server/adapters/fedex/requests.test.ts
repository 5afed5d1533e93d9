import { describe, expect, test } from "vitest";
import type { Parcel } from "@/server/ports/carrier";
import { phoneOf, streetLines } from "./address";
import { dimensions, weight } from "./measures";
import { toAmount, toMoney } from "./money";
import { ratesOf, shipDay } from "./rates";
import { isResidential, usualService } from "./services";
import { compactId, shipRequest } from "./ship-request";
import { addWorkingDays, arrivalAfter, transitTime } from "./transit";

const at = (country: string, over: object = {}) => ({
  name: "Somebody",
  line1: "1 Street",
  city: "Town",
  postalCode: "12345",
  country,
  phone: "4105550134",
  ...over,
});
const parcel: Parcel = {
  labelId: "0198d6a2-3b7e-7c11-9a55-4f1f6f0f8a01",
  reference: "HF-100001-1",
  from: at("US", { region: "MD" }),
  to: at("US", { region: "NY" }),
  weightGrams: 1000,
  service: "standard",
};

describe("what FedEx is asked to make", () => {
  test("our label's id fits into thirty characters, each of another id another one", () => {
    expect(compactId("00000000-0000-0000-0000-000000000000")).toBe("0".repeat(25));
    expect(compactId("ffffffff-ffff-ffff-ffff-ffffffffffff")).toHaveLength(25);
    expect(compactId(parcel.labelId)).not.toBe(compactId(parcel.labelId.replace(/1$/, "2")));
    expect(compactId("HF-label")).toBe("HF-label");
  });

  test("the usual service follows the level, the countries and whether it is a home", () => {
    const office = { company: "Engines" };
    expect(usualService(at("US"), at("US"), "standard")).toBe("GROUND_HOME_DELIVERY");
    expect(usualService(at("US"), at("US", office), "standard")).toBe("FEDEX_GROUND");
    expect(usualService(at("US"), at("US"), "express")).toBe("FEDEX_2_DAY");
    expect(usualService(at("US"), at("CA"), "standard")).toBe("FEDEX_GROUND");
    expect(usualService(at("US"), at("DE"), "standard")).toBe("INTERNATIONAL_ECONOMY");
    expect(usualService(at("US"), at("DE"), "express")).toBe("FEDEX_INTERNATIONAL_PRIORITY");
    expect(usualService(at("DE"), at("FR"), "standard")).toBe("FEDEX_REGIONAL_ECONOMY");
    expect(usualService(at("DE"), at("DE"), "express")).toBe("FEDEX_PRIORITY");
    expect(isResidential(at("US"))).toBe(true);
  });

  test("the receiver's own number is used where it is one FedEx takes, else the warehouse's", () => {
    const phoneFor = (phone: string | undefined) =>
      shipRequest({ ...parcel, to: at("US", { phone }) }, "740561073", "Holdfast").requestedShipment
        .recipients[0]?.contact.phoneNumber;
    expect(phoneFor("+1 (212) 555-0188")).toBe("2125550188");
    expect(phoneFor("555 0188")).toBe("4105550134");
    expect(phoneFor(undefined)).toBe("4105550134");
    expect(phoneOf(at("DE", { phone: "+49 30 12345678" }))).toBe("493012345678");
    expect(phoneOf(at("DE", { phone: "030 123" }))).toBeUndefined();
  });

  test("parcels are rounded up, in the units of where they start", () => {
    expect(weight(453.592_37 * 2, "US")).toEqual({ units: "LB", value: 2 });
    expect(weight(1, "US")).toEqual({ units: "LB", value: 0.1 });
    expect(weight(1201, "DE")).toEqual({ units: "KG", value: 1.3 });
    const size = { lengthMm: 100, widthMm: 254, heightMm: 26 };
    expect(dimensions(size, "US")).toEqual({ length: 10, width: 4, height: 2, units: "IN" });
    expect(dimensions(size, "DE")).toEqual({ length: 26, width: 10, height: 3, units: "CM" });
  });

  test("long streets are broken between words", () => {
    const line1 = "Building 14, Old Harbour Industrial Estate, Gate 3";
    expect(streetLines({ line1, line2: "Dock 7" })).toEqual([
      "Building 14, Old Harbour Industrial",
      "Estate, Gate 3",
      "Dock 7",
    ]);
  });

  test("goods worth much need a filing's number, which FedEx asks for; others are exempt", () => {
    const contents = [
      {
        description: "Watch",
        quantity: 1,
        unitValue: { amount: 300_000, currency: "USD" },
        weightGrams: 100,
        hsCode: null,
        originCountry: "CH",
      },
    ];
    const detail = (over: Partial<Parcel>) =>
      shipRequest({ ...parcel, to: at("GB"), contents, ...over }, "740561073", "Holdfast").requestedShipment;
    expect(detail({})).toMatchObject({ customsClearanceDetail: { commodities: [{ description: "Watch" }] } });
    expect(JSON.stringify(detail({}))).not.toContain("exportDetail");
    const cheap = contents.map((one) => ({ ...one, unitValue: { amount: 0, currency: "USD" } }));
    expect(detail({ contents: cheap })).toMatchObject({
      customsClearanceDetail: {
        // Customs take no value of zero.
        commodities: [{ unitPrice: { amount: 0.01, currency: "USD" } }],
        exportDetail: { exportComplianceStatement: "NO_EEI_30_37_A" },
      },
    });
    expect(JSON.stringify(detail({ to: at("US") }))).not.toContain("customsClearanceDetail");
    expect(() => detail({ contents: [] })).toThrow("Customs of GB want to know what is in the parcel.");
  });
});

describe("money", () => {
  test("is whole units, and FedEx's own letters for currencies are understood", () => {
    expect(toMoney(45.54, "USD")).toEqual({ amount: 4554, currency: "USD" });
    expect(toMoney(19.99, "UKL")).toEqual({ amount: 1999, currency: "GBP" });
    expect(toMoney(1_250, "JYE")).toEqual({ amount: 1250, currency: "JPY" });
    expect(toAmount({ amount: 4900, currency: "GBP" })).toEqual({ amount: 49, currency: "UKL" });
  });
});

describe("days", () => {
  test("lengths of time are counted in working days", () => {
    // A Friday.
    expect(addWorkingDays("2026-11-20", 1)).toBe("2026-11-23");
    expect(arrivalAfter("2026-11-20", "FOUR_DAYS")).toBe("2026-11-26");
    expect(arrivalAfter("2026-11-20", "UNKNOWN")).toBeNull();
    expect(arrivalAfter("2026-11-20", undefined)).toBeNull();
    expect(arrivalAfter("2026-11-20", transitTime(3))).toBe("2026-11-25");
  });

  test("a parcel leaves on a day of its place, and on none that FedEx does not quote for", () => {
    const from = at("US", { region: "CA" });
    const now = new Date("2026-11-22T20:00:00Z");
    expect(shipDay({ from }, new Date("2026-11-24T03:00:00Z"), now)).toBe("2026-11-23");
    expect(shipDay({ from }, new Date("2026-11-01T12:00:00Z"), now)).toBe("2026-11-22");
    expect(shipDay({ from }, new Date("2026-12-24T12:00:00Z"), now)).toBe("2026-12-01");
  });

  test("the day is taken from where FedEx says it; what it does not say is not made up", () => {
    const reply = (over: object) => ({
      serviceType: "FEDEX_GROUND",
      serviceName: "FedEx Ground®",
      ratedShipmentDetails: [
        { rateType: "LIST", totalNetCharge: 20, currency: "USD", shipmentRateDetail: undefined },
        { rateType: "ACCOUNT", totalNetCharge: 12.5, currency: "USD", shipmentRateDetail: undefined },
      ],
      commit: undefined,
      operationalDetail: undefined,
      ...over,
    });
    const detail = (over: object) => ({
      operationalDetail: { deliveryDate: undefined, commitDate: undefined, transitTime: undefined, ...over },
    });
    const dayOf = (over: object) => ratesOf([reply(over)], "2026-11-20")[0]?.deliverBy;
    expect(dayOf({ commit: { dateDetail: { dayFormat: "2026-11-25T23:59:00" } } })).toBe("2026-11-25");
    expect(dayOf(detail({ commitDate: "2026-11-24T10:30:00" }))).toBe("2026-11-24");
    expect(dayOf(detail({ transitTime: "TWO_DAYS" }))).toBe("2026-11-24");
    expect(dayOf({})).toBeNull();
    expect(ratesOf([reply({})], "2026-11-20")[0]?.cost).toEqual({ amount: 1250, currency: "USD" });
    expect(ratesOf([reply({ serviceType: "FEDEX_FREIGHT_PRIORITY" })], "2026-11-20")).toEqual([]);
  });
});

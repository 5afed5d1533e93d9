import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Parcel, PostalAddress } from "@/server/ports/carrier";
import { addressLines } from "./address";
import { weight } from "./measures";
import { shipRequest } from "./ship-request";

const from: PostalAddress = {
  name: "East",
  line1: "1 Pier",
  city: "Baltimore",
  region: "MD",
  postalCode: "21201",
  country: "US",
};
const to: PostalAddress = {
  name: "Ada Lovelace",
  line1: "12 Square",
  city: "San Francisco",
  region: "CA",
  postalCode: "94105-1234",
  country: "US",
};
const parcel: Parcel = {
  labelId: "0198d6a2-3b7e-7c11-9a55-4f1f6f0f8a01",
  reference: "HF-100001",
  from,
  to,
  weightGrams: 500,
  service: "standard",
  contents: [
    {
      description: "Stoneware mug, hand thrown, with a handle of ash wood",
      quantity: 2,
      unitValue: { amount: 1850, currency: "USD" },
      weightGrams: 400,
      hsCode: "6911.10",
      originCountry: "PT",
    },
  ],
};
const noon = new Date("2026-11-24T17:00:00Z");
const shipment = (over: Partial<Parcel>) =>
  shipRequest({ ...parcel, ...over }, { accountNumber: "R8A14X", shopName: "Holdfast" }, noon).ShipmentRequest
    .Shipment;

describe("weight", () => {
  test("is in pounds from the United States and in kilograms from elsewhere, in tenths", () => {
    expect(weight(1000, "US")).toMatchObject({ UnitOfMeasurement: { Code: "LBS" }, Weight: "2.3" });
    expect(weight(1000, "DE")).toMatchObject({ UnitOfMeasurement: { Code: "KGS" }, Weight: "1.0" });
  });

  test("is never declared too low, nor more than a tenth too high, nor as nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 68_000 }), fc.constantFrom("US", "FR"), (grams, origin) => {
        const { Weight, UnitOfMeasurement } = weight(grams, origin);
        const declared = Number(Weight) * (UnitOfMeasurement.Code === "LBS" ? 453.592_37 : 1000);
        expect(declared).toBeGreaterThanOrEqual(grams - 0.001);
        expect(Number(Weight)).toBeGreaterThanOrEqual(0.1);
        if (grams > 100) expect(declared - grams).toBeLessThanOrEqual(100);
        expect(Weight.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe("the service", () => {
  const at = (country: string): PostalAddress => ({ ...to, country });
  test.each([
    ["US", "US", "standard", "03"],
    ["US", "US", "express", "02"],
    ["DE", "FR", "standard", "11"],
    ["DE", "FR", "express", "65"],
    ["GB", "GB", "standard", "11"],
    ["US", "CA", "standard", "11"],
    ["US", "CA", "express", "07"],
    ["US", "DE", "standard", "08"],
    ["GB", "FR", "express", "07"],
  ] as const)("from %s to %s, %s, is %s", (origin, destination, service, code) => {
    expect(shipment({ from: at(origin), to: at(destination), service }).Service.Code).toBe(code);
  });
});

describe("what customs want", () => {
  const toronto = { ...to, city: "Toronto", region: "ON", postalCode: "M5V 2T6", country: "CA" };
  const invoice = (over: Partial<Parcel>) => shipment(over).ShipmentServiceOptions?.InternationalForms;

  test("is an invoice with every product's tariff number, origin and price", () => {
    expect(shipment({ to: toronto })).toMatchObject({
      Description: "Stoneware mug, hand thrown, with a handle of ash w",
      InvoiceLineTotal: { CurrencyCode: "USD", MonetaryValue: "37.00" },
    });
    expect(invoice({ to: toronto })).toMatchObject({
      FormType: ["01"],
      InvoiceNumber: "HF-100001",
      InvoiceDate: "20261124",
      CurrencyCode: "USD",
      Contacts: { SoldTo: { AttentionName: "Ada Lovelace", Address: { City: "Toronto" } } },
      Product: [
        {
          Description: ["Stoneware mug, hand thrown, with a", "handle of ash wood"],
          Unit: { Number: "2", UnitOfMeasurement: { Code: "PCS" }, Value: "18.50" },
          CommodityCode: "691110",
          OriginCountryCode: "PT",
        },
      ],
    });
  });

  test("is not asked inside a country, between the states and Puerto Rico, or inside the European Union", () => {
    const at = (country: string): PostalAddress => ({ ...to, country });
    expect(invoice({})).toBeUndefined();
    expect(invoice({ to: at("PR") })).toBeUndefined();
    expect(invoice({ from: at("DE"), to: at("FR") })).toBeUndefined();
    expect(invoice({ from: at("DE"), to: at("CH") })).toBeDefined();
  });

  test("is never a price of nothing, nor a tariff number that is none", () => {
    const [mug] = parcel.contents ?? [];
    if (!mug) throw new Error("no mug");
    const gift = { ...mug, unitValue: { amount: 0, currency: "USD" }, hsCode: "69" };
    const [product] = invoice({ to: toronto, contents: [gift] })?.Product ?? [];
    expect(product?.Unit.Value).toBe("0.01");
    expect(product).not.toHaveProperty("CommodityCode");
  });

  test("can't be made up: a parcel that says nothing of its contents is refused", () => {
    expect(() => shipment({ to: toronto, contents: [] })).toThrow("Customs of CA want to know");
  });
});

describe("the parcel", () => {
  test("has its sides rounded up, the longest first", () => {
    const size = { lengthMm: 100, widthMm: 305, heightMm: 254 };
    const inches = shipment({ size }).Package[0]?.Dimensions;
    expect(inches).toMatchObject({
      UnitOfMeasurement: { Code: "IN" },
      Length: "13",
      Width: "10",
      Height: "4",
    });
    const metric = shipment({ size, from: { ...from, country: "DE" }, to: { ...to, country: "DE" } });
    expect(metric.Package[0]?.Dimensions).toMatchObject({ Length: "31", Width: "26", Height: "10" });
    expect(shipment({}).Package[0]).not.toHaveProperty("Dimensions");
  });

  test("goes by the service that was chosen, else by the usual one", () => {
    expect(shipment({ serviceCode: "12" }).Service.Code).toBe("12");
  });

  test("goes to a home unless a company is named", () => {
    expect(shipment({}).ShipTo.Address).toHaveProperty("ResidentialAddressIndicator");
    expect(shipment({ to: { ...to, company: "Engines" } }).ShipTo.Address).not.toHaveProperty(
      "ResidentialAddressIndicator",
    );
  });
});

describe("the address", () => {
  test("breaks long lines between words instead of cutting them", () => {
    expect(addressLines({ line1: "Building 7, Old Harbour Business Park North", line2: "Unit 4" })).toEqual([
      "Building 7, Old Harbour Business",
      "Park North",
      "Unit 4",
    ]);
  });

  test("has one to three lines of at most 35 characters, whatever is written", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== ""),
        fc.string({ maxLength: 100 }),
        (line1, line2) => {
          const lines = addressLines({ line1, line2 });
          expect(lines.length).toBeGreaterThan(0);
          expect(lines.length).toBeLessThanOrEqual(3);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(35);
        },
      ),
    );
  });

  test("carries ZIP+4 without its dash, short regions only, and the company above the person", () => {
    const { ShipTo } = shipment({ to: { ...to, company: "Analytical Engines", phone: "+1 (415) 555-0100" } });
    expect(ShipTo).toMatchObject({
      Name: "Analytical Engines",
      AttentionName: "Ada Lovelace",
      Phone: { Number: "14155550100" },
      Address: { PostalCode: "941051234", StateProvinceCode: "CA" },
    });
    const british = shipment({
      to: { ...to, country: "GB", region: "Greater London", postalCode: "SW1A 1AA" },
    }).ShipTo;
    expect(british.Address).not.toHaveProperty("StateProvinceCode");
    expect(british.Address.PostalCode).toBe("SW1A 1AA");
  });
});

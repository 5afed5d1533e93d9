import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { published, wireProblems, wireTitle } from "@/sandbox/ups/published";
import {
  ada,
  baltimore,
  type ContractServer,
  carrierFor,
  contractServer,
  parcel,
} from "@/sandbox/ups/testing";
import type { CarrierRate, Consignment } from "@/server/ports/carrier";

let database: TestDatabase;
let server: ContractServer;

beforeAll(async () => {
  database = await emptyDatabase();
  server = await contractServer(database.pool);
});
afterAll(async () => {
  await server?.close();
  await database?.drop();
});

const carrier = () => carrierFor(server);
const consignment: Consignment = { from: baltimore, to: ada, weightGrams: 1200 };
const tuesday = new Date("2026-11-24T20:00:00Z");
const philadelphia = { ...ada, city: "Philadelphia", region: "PA", postalCode: "19104" };
const berlin = { ...ada, city: "Berlin", region: undefined, postalCode: "10435", country: "DE" };
const lastSent = (path: string) =>
  JSON.parse(server.exchanges.findLast((one) => one.path.startsWith(path))?.body ?? "");
const ground = (rates: readonly CarrierRate[]) => rates.find((one) => one.serviceCode === "03");

describe("prices", () => {
  test("every service has its price and its day, cheapest first", async () => {
    const rates = await carrier().rates(consignment, tuesday);
    expect(rates.map((one) => [one.serviceCode, one.level, one.deliverBy])).toEqual([
      ["03", "standard", "2026-12-01"],
      ["12", "standard", "2026-11-27"],
      ["02", "express", "2026-11-26"],
      ["13", "express", "2026-11-25"],
      ["01", "express", "2026-11-25"],
    ]);
    const costs = rates.map((one) => one.cost.amount);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(rates[0]).toMatchObject({ carrier: "ups", serviceName: "UPS Ground", cost: { currency: "USD" } });
  });

  test("the day is counted from the day of handing over, by the clocks of the place", async () => {
    // Late on Friday in Baltimore, Saturday already in London.
    const friday = new Date("2026-11-28T02:00:00Z");
    const [cheapest] = await carrier().rates({ ...consignment, to: philadelphia }, friday);
    expect(lastSent("/api/rating").RateRequest.Shipment.DeliveryTimeInformation.Pickup).toEqual({
      Date: "20261127",
      Time: "2100",
    });
    expect(cheapest?.deliverBy).toBe("2026-11-30");
  });

  test("near is cheaper and sooner than far, and light bulk costs like the weight it displaces", async () => {
    const ours = carrier();
    const far = ground(await ours.rates(consignment, tuesday));
    const near = ground(await ours.rates({ ...consignment, to: philadelphia }, tuesday));
    expect(near?.cost.amount).toBeLessThan(far?.cost.amount ?? 0);
    expect(near?.deliverBy).toBe("2026-11-25");
    const size = { lengthMm: 600, widthMm: 500, heightMm: 400 };
    const bulky = ground(await ours.rates({ ...consignment, size }, tuesday));
    expect(bulky?.cost.amount).toBeGreaterThan(2 * (far?.cost.amount ?? 0));
    expect(lastSent("/api/rating").RateRequest.Shipment.Package[0].Dimensions).toMatchObject({
      Length: "24",
      Width: "20",
      Height: "16",
    });
  });

  test("abroad has its days, too, inside a customs area and across its border", async () => {
    const lyon = { ...berlin, city: "Lyon", postalCode: "69001", country: "FR" };
    const inside = await carrier().rates({ ...consignment, from: berlin, to: lyon }, tuesday);
    expect(inside.map((one) => [one.serviceCode, one.cost.currency, one.deliverBy])).toEqual([
      ["11", "EUR", "2026-11-30"],
      ["08", "EUR", "2026-11-27"],
      ["65", "EUR", "2026-11-26"],
      ["07", "EUR", "2026-11-26"],
    ]);
    const across = await carrier().rates({ ...consignment, to: berlin }, tuesday);
    expect(across.map((one) => [one.serviceCode, one.deliverBy])).toEqual([
      ["08", "2026-12-01"],
      ["65", "2026-11-26"],
      ["07", "2026-11-26"],
    ]);
  });

  test("a home costs more to reach than a company", async () => {
    const ours = carrier();
    const home = ground(await ours.rates(consignment, tuesday));
    const office = ground(await ours.rates({ ...consignment, to: { ...ada, company: "Engines" } }, tuesday));
    expect(office?.cost.amount).toBeLessThan(home?.cost.amount ?? 0);
  });

  test("what is quoted is what the label costs", async () => {
    const ours = carrier();
    for (const to of [ada, { ...berlin, phone: "+49 30 1234567" }])
      for (const rate of await ours.rates({ ...consignment, to }, tuesday)) {
        const { serviceCode } = rate;
        const contents = [
          {
            description: "Mug",
            quantity: 1,
            unitValue: { amount: 1500, currency: "USD" },
            weightGrams: 1000,
            hsCode: "691110",
            originCountry: "PT",
          },
        ];
        const booked = await ours.book({ ...parcel, to, serviceCode, contents });
        expect(booked).toMatchObject({ cost: rate.cost, serviceCode, serviceName: rate.serviceName });
      }
  });

  test("a place that no service reaches has no prices, one that does not exist is undeliverable", async () => {
    const havana = { ...berlin, city: "La Habana", postalCode: "10100", country: "CU" };
    expect(await carrier().rates({ ...consignment, to: havana }, tuesday)).toEqual([]);
    const nowhere = carrier().rates({ ...consignment, to: { ...ada, postalCode: "00000" } }, tuesday);
    await expect(nowhere).rejects.toMatchObject({ kind: "undeliverable", details: { code: "111285" } });
  });

  test("what is too large for UPS is no fault of the address", async () => {
    const size = { lengthMm: 3000, widthMm: 100, heightMm: 100 };
    await expect(carrier().rates({ ...consignment, size }, tuesday)).rejects.toMatchObject({
      kind: "invalid_input",
      details: { code: "111055" },
    });
  });
});

describe("an address", () => {
  const albany = {
    name: "Ada Lovelace",
    line1: "12 State Street",
    city: "Albany",
    region: "NY",
    postalCode: "12207",
    country: "US",
    phone: "+1 518 555 0101",
  };

  test("that UPS writes in short forms is right as it stands", async () => {
    expect(await carrier().checkAddress(albany)).toEqual({ verdict: "ok" });
    expect(await carrier().checkAddress({ ...albany, postalCode: "12207-1234" })).toEqual({ verdict: "ok" });
  });

  test("with the town of another ZIP code is put right, with name and phone as given", async () => {
    const checked = await carrier().checkAddress({ ...albany, city: "Troy" });
    expect(checked).toEqual({
      verdict: "corrected",
      suggestion: {
        ...albany,
        line1: "12 STATE ST",
        city: "ALBANY",
        postalCode: expect.stringMatching(/^12207-\d{4}$/),
      },
    });
  });

  test("without a house number is unsure, and a stretch of street no suggestion", async () => {
    expect(await carrier().checkAddress({ ...albany, line1: "State Street" })).toEqual({ verdict: "unsure" });
  });

  test("whose ZIP code is another state's is unsure; with one that fits it is suggested", async () => {
    expect(await carrier().checkAddress({ ...albany, postalCode: "94105" })).toEqual({ verdict: "unsure" });
    const delmar = await carrier().checkAddress({ ...albany, city: "Delmar", postalCode: "94105" });
    expect(delmar).toMatchObject({ verdict: "unsure", suggestion: { city: "DELMAR" } });
  });

  test("nobody knows is unknown", async () => {
    expect(await carrier().checkAddress({ ...albany, line1: "1 Nowhere Lane" })).toEqual({
      verdict: "unknown",
    });
    expect(await carrier().checkAddress({ ...albany, city: "Xyzzy", postalCode: "00000" })).toEqual({
      verdict: "unknown",
    });
  });

  test("outside the United States is taken as written, without asking", async () => {
    const before = server.exchanges.length;
    expect(await carrier().checkAddress(berlin)).toEqual({ verdict: "ok" });
    expect(server.exchanges.length).toBe(before);
  });
});

describe.skipIf(!published)(wireTitle, () => {
  test("requests and answers are as described", () => {
    expect(server.exchanges.length).toBeGreaterThan(20);
    expect(wireProblems(server.exchanges)).toEqual([]);
  });
});

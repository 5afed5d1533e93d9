import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { published, wireProblems, wireTitle } from "@/sandbox/ups/published";
import { ada, type ContractServer, carrierFor, contractServer, parcel } from "@/sandbox/ups/testing";
import type { ParcelContent } from "@/server/ports/carrier";
import { isTrackingNumber } from "./tracking-number";

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

const toronto = {
  name: "Ada Lovelace",
  line1: "290 Bremner Blvd",
  city: "Toronto",
  region: "ON",
  postalCode: "M5V 3L9",
  country: "CA",
  phone: "+1 416 555 0101",
};
const mug: ParcelContent = {
  description: "Stoneware mug",
  quantity: 2,
  unitValue: { amount: 1850, currency: "USD" },
  weightGrams: 400,
  hsCode: "6911.10",
  originCountry: "PT",
};

describe("buying a label", () => {
  test("gives a valid number, its price and a picture", async () => {
    const booked = await carrier().book(parcel);
    expect(isTrackingNumber(booked.trackingNumber)).toBe(true);
    expect(booked.trackingNumber.slice(2, 10)).toBe("R8A14X03");
    expect(booked.cost.currency).toBe("USD");
    expect(booked.cost.amount).toBeGreaterThan(500);
    const picture = Buffer.from(booked.label.base64, "base64");
    expect(booked.label.format).toBe("GIF");
    expect(picture.subarray(0, 6).toString()).toBe("GIF87a");
    expect([picture.readUInt16LE(6), picture.readUInt16LE(8)]).toEqual([800, 1200]);
  });

  test("two labels never share a number", async () => {
    const ours = carrier();
    const booked = await Promise.all(Array.from({ length: 8 }, () => ours.book(parcel)));
    expect(new Set(booked.map((one) => one.trackingNumber)).size).toBe(8);
  });

  test("tells UPS our label's id and the order's number", async () => {
    await carrier().book(parcel);
    const sent = server.exchanges.findLast((one) => one.path.endsWith("/ship"));
    expect(sent?.headers.get("transId")).toBe("0198d6a23b7e7c119a554f1f6f0f8a01");
    expect(JSON.parse(sent?.body ?? "").ShipmentRequest.Shipment.Package[0].ReferenceNumber).toEqual([
      { Value: "HF-100001" },
      { Value: "0198d6a23b7e7c119a554f1f6f0f8a01" },
    ]);
  });

  test("weighs in kilograms and chooses a European service where the parcel starts in Europe", async () => {
    const berlin = {
      name: "Lager Ost",
      line1: "Kastanienallee 1",
      city: "Berlin",
      postalCode: "10435",
      country: "DE",
      phone: "+49 30 1234567",
    };
    const lyon = {
      name: "René Müßig",
      line1: "3 rue de la République",
      city: "Lyon",
      postalCode: "69001",
      country: "FR",
      phone: "+33 4 1234567",
    };
    const booked = await carrier().book({ ...parcel, from: berlin, to: lyon, weightGrams: 1 });
    expect(booked.trackingNumber.slice(8, 10)).toBe("11");
    expect(booked.cost.currency).toBe("EUR");
    const sent = JSON.parse(server.exchanges.findLast((one) => one.path.endsWith("/ship"))?.body ?? "")
      .ShipmentRequest.Shipment;
    expect(sent.Package[0].PackageWeight).toMatchObject({
      UnitOfMeasurement: { Code: "KGS" },
      Weight: "0.1",
    });
    expect(sent.ReferenceNumber[0]).toEqual({ Value: "HF-100001" });
  });

  test("for a label printer is ZPL with a barcode of the number", async () => {
    const booked = await carrier().book({ ...parcel, labelFormat: "zpl", to: { ...ada, name: "Zoë^Ada" } });
    const zpl = Buffer.from(booked.label.base64, "base64").toString();
    expect(booked.label.format).toBe("ZPL");
    expect(zpl).toMatch(/^\^XA[\s\S]*\^XZ\s*$/);
    expect(zpl).toContain(`^BCN,230,N,N,N,A^FD${booked.trackingNumber}^FS`);
    // What a printer would take for a command is written as figures.
    expect(zpl).toContain("Zo_C3_AB_5EAda");
  });

  test("goes by the service that was chosen", async () => {
    const booked = await carrier().book({ ...parcel, serviceCode: "12" });
    expect(booked).toMatchObject({ serviceCode: "12", serviceName: "UPS 3 Day Select" });
    const usual = await carrier().book({ ...parcel, service: "express" });
    expect(usual).toMatchObject({ serviceCode: "02", serviceName: "UPS 2nd Day Air" });
  });

  test("for abroad comes with a commercial invoice of what is inside", async () => {
    const size = { lengthMm: 300, widthMm: 200, heightMm: 150 };
    await carrier().book({ ...parcel, to: toronto, size, contents: [mug] });
    const answer = server.exchanges.findLast((one) => one.path.endsWith("/ship"))?.answer as {
      ShipmentResponse: { ShipmentResults: { Form: { Image: { GraphicImage: string } } } };
    };
    const form = answer.ShipmentResponse.ShipmentResults.Form.Image.GraphicImage;
    const invoice = Buffer.from(form, "base64").toString("latin1");
    expect(invoice).toMatch(/^%PDF-/);
    expect(invoice).toContain("2 x Stoneware mug  HS 691110  made in PT  18.50 = 37.00 USD");
  });

  test("for abroad is refused without somebody to call, and without contents before UPS is asked", async () => {
    const { phone: _, ...silent } = toronto;
    const refused = carrier().book({ ...parcel, to: silent, contents: [mug] });
    await expect(refused).rejects.toMatchObject({ kind: "undeliverable", details: { code: "120217" } });
    const before = server.exchanges.length;
    await expect(carrier().book({ ...parcel, to: toronto })).rejects.toMatchObject({ kind: "invalid_input" });
    expect(server.exchanges.length).toBe(before);
  });

  test("an address UPS refuses is undeliverable, in UPS's words", async () => {
    const refused = carrier().book({ ...parcel, to: { ...ada, postalCode: "00000" } });
    await expect(refused).rejects.toMatchObject({ kind: "undeliverable", details: { code: "111285" } });
    await expect(refused).rejects.toThrow("The postal code 00000 is invalid for CA United States.");
    await expect(carrier().book({ ...parcel, to: { ...ada, city: "" } })).rejects.toMatchObject({
      kind: "undeliverable",
    });
  });

  test("another refusal is not blamed on the address", async () => {
    const heavy = carrier().book({ ...parcel, weightGrams: 90_000 });
    await expect(heavy).rejects.toMatchObject({ kind: "invalid_input", details: { code: "111035" } });
  });
});

describe("voiding a label", () => {
  test("works once and is quiet the second time", async () => {
    const ours = carrier();
    const booked = await ours.book(parcel);
    await ours.voidLabel(booked.carrierRef);
    await ours.voidLabel(booked.carrierRef);
    const answer = await server.advance(booked.trackingNumber, "in_transit");
    expect(answer.status).toBe(409);
  });

  test("is refused once the parcel has been scanned", async () => {
    const ours = carrier();
    const booked = await ours.book(parcel);
    await server.advance(booked.trackingNumber, "in_transit");
    await expect(ours.voidLabel(booked.carrierRef)).rejects.toMatchObject({ kind: "invalid_transition" });
  });
});

describe("a label whose answer was lost", () => {
  const minutesAgo = (minutes: number) => new Date(server.world.now().getTime() - minutes * 60_000);

  test("is found by our id, and can be voided", async () => {
    const ours = carrier();
    const labelId = randomUUID();
    const { trackingNumber } = await ours.book({ ...parcel, labelId });
    const found = await ours.findLabel(labelId, minutesAgo(1));
    expect(found).toEqual({ trackingNumber, carrierRef: trackingNumber });
    await ours.voidLabel(found?.carrierRef ?? "");
    expect(await ours.findLabel(labelId, minutesAgo(1))).toBeNull();
  });

  test("is found among parcels for abroad, whose references stand on the shipment", async () => {
    const labelId = randomUUID();
    const { trackingNumber } = await carrier().book({ ...parcel, labelId, to: toronto, contents: [mug] });
    expect(await carrier().findLabel(labelId, minutesAgo(1))).toMatchObject({ trackingNumber });
  });

  test("is found weeks later, and the bought one beside a void one", async () => {
    const ours = carrier();
    const labelId = randomUUID();
    const since = minutesAgo(0);
    const first = await ours.book({ ...parcel, labelId });
    await ours.voidLabel(first.carrierRef);
    const second = await ours.book({ ...parcel, labelId });
    server.moveClock(30 * 86_400_000);
    expect(await ours.findLabel(labelId, since)).toMatchObject({ trackingNumber: second.trackingNumber });
  });

  test("that was never made, or before the time asked about, is not found", async () => {
    const ours = carrier();
    expect(await ours.findLabel(randomUUID(), minutesAgo(5))).toBeNull();
    const labelId = randomUUID();
    await ours.book({ ...parcel, labelId });
    server.moveClock(4 * 86_400_000);
    expect(await ours.findLabel(labelId, minutesAgo(1))).toBeNull();
  });
});

// Last, so that it sees everything the tests above have sent and got.
describe.skipIf(!published)(wireTitle, () => {
  test("requests and answers are as described", () => {
    expect(server.exchanges.length).toBeGreaterThan(30);
    expect(wireProblems(server.exchanges)).toEqual([]);
  });
});

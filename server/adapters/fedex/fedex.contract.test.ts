import { getTracking } from "ts-tracking-number";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { fedex } from "@/sandbox/fedex";
import { checkExchange, checkPush, documentedPaths } from "@/sandbox/fedex/documented";
import { readPdfBarcode, readPngBarcode } from "@/sandbox/fedex/reading";
import {
  ada,
  baltimore,
  type ContractServer,
  carrierFor,
  contractServer,
  parcel,
} from "@/sandbox/fedex/testing";
import type { Parcel, TrackingPush } from "@/server/ports/carrier";
import { compactId } from "./ship-request";

let database: TestDatabase;
let server: ContractServer;

beforeAll(async () => {
  database = await emptyDatabase();
  server = await contractServer(database.pool);
});
afterEach(() => {
  server.webhooks.length = 0;
});
afterAll(async () => {
  await server?.close();
  await database?.drop();
});

const carrier = () => carrierFor(server);
const sentTo = (path: string) => server.exchanges.findLast((one) => one.path === path);
const bodySentTo = (path: string) => JSON.parse(sentTo(path)?.body ?? "{}");
const states = async (trackingNumber: string) =>
  (await carrier().track(trackingNumber)).scans.map((scan) => scan.state);

const berlin = {
  name: "Lager Ost",
  line1: "Kastanienallee 1",
  city: "Berlin",
  postalCode: "10435",
  country: "DE",
  phone: "+49 30 12345678",
};
const lyon = {
  name: "René Müßig",
  line1: "3 rue de la République",
  city: "Lyon",
  postalCode: "69001",
  country: "FR",
  phone: "+33 4 12345678",
};
const toronto = {
  name: "Alice Munro",
  line1: "100 Queen St W",
  city: "Toronto",
  region: "ON",
  postalCode: "M5H 2N1",
  country: "CA",
  phone: "416 555 0110",
};
const kettle: NonNullable<Parcel["contents"]> = [
  {
    description: "Kettle of stainless steel",
    quantity: 2,
    unitValue: { amount: 4900, currency: "USD" },
    weightGrams: 900,
    hsCode: "7323.93",
    originCountry: "PT",
  },
];

/** What the sandbox has pushed since last asked, as the app would read it. */
async function pushes(): Promise<TrackingPush[]> {
  const read = await Promise.all(
    server.webhooks.map(({ body }) =>
      carrier().verifyPush(body, new Headers(fedex.signWebhook?.(body, new Date()))),
    ),
  );
  return read.flat();
}

describe("asking for prices", () => {
  const shipAt = () => new Date(server.world.now().getTime() + 3_600_000);

  test("every service is quoted, cheapest first, with the day it arrives", async () => {
    const rates = await carrier().rates(parcel, shipAt());
    expect(rates.map(({ serviceCode, level }) => [serviceCode, level])).toEqual([
      ["GROUND_HOME_DELIVERY", "standard"],
      ["FEDEX_EXPRESS_SAVER", "standard"],
      ["FEDEX_2_DAY", "express"],
      ["STANDARD_OVERNIGHT", "express"],
      ["PRIORITY_OVERNIGHT", "express"],
    ]);
    const days = rates.map(({ deliverBy }) => deliverBy ?? "");
    expect(days.every((day) => /^\d{4}-\d\d-\d\d$/.test(day))).toBe(true);
    expect([...days].sort().reverse()).toEqual(days);
    expect(rates[0]).toMatchObject({ carrier: "fedex", serviceName: "FedEx Home Delivery" });
    expect(rates[0]?.cost.currency).toBe("USD");
  });

  test("an office gets Ground, without what FedEx charges for homes", async () => {
    const [home] = await carrier().rates(parcel, shipAt());
    const [office] = await carrier().rates(
      { ...parcel, to: { ...ada, company: "Analytical Engines" } },
      shipAt(),
    );
    expect(office?.serviceCode).toBe("FEDEX_GROUND");
    expect(office?.cost.amount).toBeLessThan(home?.cost.amount ?? 0);
  });

  test("a large, light box costs as much as a heavy one", async () => {
    const size = { lengthMm: 600, widthMm: 400, heightMm: 400 };
    const [small] = await carrier().rates(parcel, shipAt());
    const [large] = await carrier().rates({ ...parcel, size }, shipAt());
    expect(large?.cost.amount).toBeGreaterThan((small?.cost.amount ?? 0) * 1.2);
    expect(
      bodySentTo("/rate/v1/rates/quotes").requestedShipment.requestedPackageLineItems[0].dimensions,
    ).toEqual({
      length: 24,
      width: 16,
      height: 16,
      units: "IN",
    });
  });

  test("a near place is cheaper and sooner than a far one", async () => {
    const near = { ...ada, city: "Washington", region: "DC", postalCode: "20001" };
    const [close] = await carrier().rates({ ...parcel, to: near }, shipAt());
    const [far] = await carrier().rates(parcel, shipAt());
    expect(close?.cost.amount).toBeLessThan(far?.cost.amount ?? 0);
    expect((close?.deliverBy ?? "") < (far?.deliverBy ?? "")).toBe(true);
  });

  test("abroad, goods are named for customs although nobody has packed them yet", async () => {
    const rates = await carrier().rates({ ...parcel, to: toronto }, shipAt());
    expect(rates.map((one) => one.serviceCode)).toEqual([
      "FEDEX_GROUND",
      "INTERNATIONAL_ECONOMY",
      "FEDEX_INTERNATIONAL_PRIORITY",
    ]);
  });

  test("inside Europe no customs are spoken of, and prices are in euros", async () => {
    const rates = await carrier().rates({ ...parcel, from: berlin, to: lyon }, shipAt());
    expect(rates.map((one) => one.serviceCode)).toEqual([
      "FEDEX_REGIONAL_ECONOMY",
      "FEDEX_INTERNATIONAL_PRIORITY",
    ]);
    expect(rates[0]?.cost.currency).toBe("EUR");
    expect(bodySentTo("/rate/v1/rates/quotes").requestedShipment.customsClearanceDetail).toBeUndefined();
  });

  test("where FedEx does not go there are no prices", async () => {
    const havana = { ...toronto, city: "Havana", region: undefined, postalCode: "10400", country: "CU" };
    expect(await carrier().rates({ ...parcel, to: havana }, shipAt())).toEqual([]);
    await expect(carrier().book({ ...parcel, to: havana, contents: kettle })).rejects.toMatchObject({
      kind: "undeliverable",
    });
  });

  test("a ZIP code that does not exist is undeliverable, in FedEx's words", async () => {
    await expect(
      carrier().rates({ ...parcel, to: { ...ada, postalCode: "00000" } }, shipAt()),
    ).rejects.toMatchObject({
      kind: "undeliverable",
      message: expect.stringContaining("The recipient postal code 00000 does not exist."),
    });
  });
});

describe("buying a label", () => {
  test("gives a number that others know for FedEx's, its price and a picture whose barcode is that number", async () => {
    const booked = await carrier().book(parcel);
    expect(getTracking(booked.trackingNumber)?.courier.code).toBe("fedex");
    expect(booked.carrierRef).toBe(booked.trackingNumber);
    expect(booked).toMatchObject({ serviceCode: "GROUND_HOME_DELIVERY", serviceName: "FedEx Home Delivery" });
    const [home] = await carrier().rates(parcel, server.world.now());
    expect(booked.cost).toEqual(home?.cost);
    expect(booked.label.format).toBe("PNG");
    const picture = Buffer.from(booked.label.base64, "base64");
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([800, 1200]);
    expect(await readPngBarcode(picture)).toBe(booked.trackingNumber);
  });

  test("a thermal printer gets ZPL with the same number in its barcode", async () => {
    const { label, trackingNumber } = await carrier().book({ ...parcel, labelFormat: "zpl" });
    const text = Buffer.from(label.base64, "base64").toString();
    expect(label.format).toBe("ZPL");
    expect(text).toMatch(/^\^XA[\s\S]*\^XZ\s*$/);
    expect(text).toContain(`^BCN,260,N,N,N,A^FD${trackingNumber}^FS`);
    expect(bodySentTo("/ship/v1/shipments").requestedShipment.labelSpecification).toMatchObject({
      imageType: "ZPLII",
      labelStockType: "STOCK_4X6",
    });
  });

  test("FedEx's PDF reads the same", async () => {
    await carrier().book(parcel);
    const token = sentTo("/ship/v1/shipments")?.headers.get("authorization") ?? "";
    const body = bodySentTo("/ship/v1/shipments");
    body.requestedShipment.labelSpecification.imageType = "PDF";
    const answer = await fetch(`${server.apiUrl}/ship/v1/shipments`, {
      method: "POST",
      headers: { authorization: token, "content-type": "application/json", "x-locale": "en_US" },
      body: JSON.stringify(body),
    });
    const made = ((await answer.json()) as MadeAnswer).output.transactionShipments[0]?.pieceResponses[0];
    const file = Buffer.from(made?.packageDocuments[0]?.encodedLabel ?? "", "base64");
    expect(file.subarray(0, 5).toString()).toBe("%PDF-");
    expect(await readPdfBarcode(file)).toBe(made?.trackingNumber);
  });

  test("the service that was chosen by price is the one that is bought", async () => {
    const booked = await carrier().book({ ...parcel, serviceCode: "STANDARD_OVERNIGHT" });
    expect(booked).toMatchObject({
      serviceCode: "STANDARD_OVERNIGHT",
      serviceName: "FedEx Standard Overnight",
    });
  });

  test("two labels never share a number", async () => {
    const ours = carrier();
    const booked = await Promise.all(Array.from({ length: 8 }, () => ours.book(parcel)));
    expect(new Set(booked.map((one) => one.trackingNumber)).size).toBe(8);
  });

  test("tells FedEx our label's id and the order's number, and that a home has no phone of its own", async () => {
    await carrier().book(parcel);
    expect(sentTo("/ship/v1/shipments")?.headers.get("x-customer-transaction-id")).toBe(parcel.labelId);
    const { requestedShipment: sent } = bodySentTo("/ship/v1/shipments");
    expect(sent.requestedPackageLineItems[0].customerReferences).toEqual([
      { customerReferenceType: "CUSTOMER_REFERENCE", value: compactId(parcel.labelId) },
      { customerReferenceType: "INVOICE_NUMBER", value: "HF-100001-1" },
    ]);
    expect(sent.recipients[0]).toMatchObject({
      contact: { personName: "Ada Lovelace", phoneNumber: "4105550134" },
      address: { residential: true },
    });
  });

  test("abroad, customs are told what is inside, what it is worth and that no filing is needed", async () => {
    const booked = await carrier().book({ ...parcel, to: toronto, contents: kettle });
    expect(booked.serviceCode).toBe("FEDEX_GROUND");
    expect(bodySentTo("/ship/v1/shipments").requestedShipment.customsClearanceDetail).toMatchObject({
      totalCustomsValue: { amount: 98, currency: "USD" },
      exportDetail: { exportComplianceStatement: "NO_EEI_30_36" },
      commercialInvoice: { shipmentPurpose: "SOLD" },
      commodities: [
        {
          description: "Kettle of stainless steel",
          harmonizedCode: "7323.93",
          countryOfManufacture: "PT",
          quantity: 2,
          unitPrice: { amount: 49, currency: "USD" },
          customsValue: { amount: 98, currency: "USD" },
          weight: { units: "LB", value: 4 },
        },
      ],
    });
  });

  test("without its contents a parcel to another country is refused", async () => {
    await expect(carrier().book({ ...parcel, to: toronto })).rejects.toMatchObject({ kind: "invalid_input" });
  });

  test("weighs in kilograms and chooses a European service where the parcel starts in Europe", async () => {
    const booked = await carrier().book({ ...parcel, from: berlin, to: lyon, weightGrams: 1 });
    expect(booked.serviceCode).toBe("FEDEX_REGIONAL_ECONOMY");
    expect(booked.cost.currency).toBe("EUR");
    expect(bodySentTo("/ship/v1/shipments").requestedShipment.requestedPackageLineItems[0].weight).toEqual({
      units: "KG",
      value: 0.1,
    });
  });

  test("an address that FedEx refuses is undeliverable, in FedEx's words", async () => {
    const refused = carrier().book({ ...parcel, to: { ...ada, postalCode: "00000" } });
    await expect(refused).rejects.toMatchObject({
      kind: "undeliverable",
      details: { carrier: "fedex", code: "RECIPIENTS.POSTALCODE.INVALID" },
    });
    await expect(carrier().book({ ...parcel, to: { ...ada, region: "California" } })).rejects.toMatchObject({
      kind: "undeliverable",
    });
  });

  test("another refusal is not blamed on the address", async () => {
    await expect(carrier().book({ ...parcel, weightGrams: 90_000 })).rejects.toMatchObject({
      kind: "invalid_input",
      details: { code: "PACKAGE.WEIGHT.EXCEEDED" },
    });
  });

  test("without any number to call FedEx is not even asked", async () => {
    const before = server.exchanges.length;
    const mute = { ...baltimore, phone: undefined };
    await expect(carrier().book({ ...parcel, from: mute })).rejects.toMatchObject({
      kind: "invalid_input",
      message: expect.stringContaining("phone number"),
    });
    expect(server.exchanges.length).toBe(before);
  });
});

type MadeAnswer = {
  output: {
    transactionShipments: {
      pieceResponses: { trackingNumber: string; packageDocuments: { encodedLabel: string }[] }[];
    }[];
  };
};

describe("a label whose answer was lost", () => {
  const labelId = "0198d6a2-3b7e-7c11-9a55-4f1f6f0f8a99";

  test("is found by our id, and is no longer once it is void", async () => {
    const since = server.world.now();
    expect(await carrier().findLabel(labelId, since)).toBeNull();
    const { trackingNumber, carrierRef } = await carrier().book({ ...parcel, labelId });
    expect(await carrier().findLabel(labelId, since)).toEqual({ trackingNumber, carrierRef });
    await carrier().voidLabel(carrierRef);
    expect(await carrier().findLabel(labelId, since)).toBeNull();
  });
});

describe("voiding a label", () => {
  test("works once and is quiet the second time", async () => {
    const ours = carrier();
    const booked = await ours.book(parcel);
    await ours.voidLabel(booked.carrierRef);
    await ours.voidLabel(booked.carrierRef);
    expect((await server.advance(booked.trackingNumber, "in_transit")).status).toBe(409);
    expect(await states(booked.trackingNumber)).toEqual(["pre_transit", "pre_transit"]);
  });

  test("is refused once the parcel has been scanned", async () => {
    const ours = carrier();
    const booked = await ours.book(parcel);
    await server.advance(booked.trackingNumber, "in_transit");
    await expect(ours.voidLabel(booked.carrierRef)).rejects.toMatchObject({ kind: "invalid_transition" });
  });
});

describe("following a parcel", () => {
  test("a number FedEx has never seen has no scans", async () => {
    expect(await carrier().track("794640182352")).toEqual({ scans: [], estimatedAt: null });
  });

  test("a new label waits for the carrier, and FedEx says already when it should be there", async () => {
    const { trackingNumber } = await carrier().book(parcel);
    const { scans, estimatedAt } = await carrier().track(trackingNumber);
    expect(scans.map(({ state, code }) => [state, code])).toEqual([["pre_transit", "OC"]]);
    const [home] = await carrier().rates(parcel, server.world.now());
    // Eight in the evening at Ada's.
    const there = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "America/Los_Angeles",
      dateStyle: "short",
      timeStyle: "short",
    });
    expect(there.format(estimatedAt ?? 0)).toBe(`${home?.deliverBy} 20:00`);
  });

  test("out for delivery is told apart, although FedEx counts it as on the way", async () => {
    const { trackingNumber } = await carrier().book(parcel);
    await server.advance(trackingNumber, "out_for_delivery");
    const { scans } = await carrier().track(trackingNumber);
    expect(scans.at(-1)).toMatchObject({
      state: "out_for_delivery",
      code: "OD",
      place: "SAN FRANCISCO, CA, US",
    });
    expect(JSON.stringify(sentTo("/track/v1/trackingnumbers")?.answer)).toContain(
      '"derivedStatusCode":"IT","derivedStatus":"In transit"',
    );
  });

  test("a delivered parcel has a whole history, oldest first, in true time, and nothing more to expect", async () => {
    const { trackingNumber } = await carrier().book(parcel);
    const bookedAt = server.world.now().getTime();
    server.moveClock(2 * 86_400_000);
    await server.advance(trackingNumber, "delivered");
    const { scans, estimatedAt } = await carrier().track(trackingNumber);
    expect(scans.map((scan) => scan.state)).toEqual([
      "pre_transit",
      "in_transit",
      "in_transit",
      "in_transit",
      "in_transit",
      "out_for_delivery",
      "delivered",
    ]);
    const times = scans.map((scan) => scan.at.getTime());
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(Math.abs((times[0] ?? 0) - bookedAt)).toBeLessThan(5_000);
    expect(Math.abs((times.at(-1) ?? 0) - server.world.now().getTime())).toBeLessThan(5_000);
    expect(estimatedAt).toBeNull();
  });

  test("a trouble says what it is and moves the day; at customs there is no day any more", async () => {
    const { trackingNumber } = await carrier().book(parcel);
    const before = (await carrier().track(trackingNumber)).estimatedAt;
    await server.advance(trackingNumber, "exception", "weather");
    const { scans, estimatedAt } = await carrier().track(trackingNumber);
    expect(scans.at(-1)).toMatchObject({
      state: "exception",
      code: "DY",
      description: "Delay: Weather delay",
    });
    expect(estimatedAt?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
    const other = await carrier().book({ ...parcel, to: toronto, contents: kettle });
    await server.advance(other.trackingNumber, "exception", "customs");
    // Only what the service promised is left.
    expect((await carrier().track(other.trackingNumber)).scans.at(-1)?.code).toBe("CD");
  });

  test("a parcel that comes back is returned, and stays so", async () => {
    const { trackingNumber } = await carrier().book(parcel);
    await server.advance(trackingNumber, "exception");
    await server.advance(trackingNumber, "returned");
    expect((await states(trackingNumber)).slice(-3, -1)).toEqual(["exception", "returned"]);
    expect((await server.advance(trackingNumber, "delivered")).status).toBe(409);
  });

  test("an unknown parcel can't be moved", async () => {
    const answer = await server.advance("794640182352", "delivered");
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: "FedEx has no parcel with the number 794640182352." });
  });
});

describe("pushes", () => {
  test("come without being asked for, one a scan, signed, and say what polling says", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    expect(await ours.subscribe(trackingNumber)).toBeNull();
    expect(server.webhooks).toEqual([]);
    await server.advance(trackingNumber, "delivered");
    const pushed = await pushes();
    const { scans } = await ours.track(trackingNumber);
    expect(pushed.map(({ scan }) => scan)).toEqual(scans.slice(1));
    expect(new Set(pushed.map(({ dedupeKey }) => dedupeKey)).size).toBe(pushed.length);
    expect(pushed.every((push) => push.trackingNumber === trackingNumber)).toBe(true);
  });

  test("say when the parcel is expected now", async () => {
    const { trackingNumber } = await carrier().book(parcel);
    await server.advance(trackingNumber, "exception", "late");
    const last = (await pushes()).at(-1);
    expect(last?.estimatedAt).toEqual((await carrier().track(trackingNumber)).estimatedAt);
  });
});

describe("checking an address", () => {
  const orchard = {
    name: "Ada Moreno",
    line1: "12 Orchard Street",
    city: "New York",
    region: "NY",
    postalCode: "10001",
    country: "US",
  };
  const check = (over: Partial<typeof orchard> & { line2?: string } = {}) =>
    carrier().checkAddress({ ...orchard, ...over });

  test("one that is right is taken, however FedEx would write it", async () => {
    expect(await check()).toEqual({ verdict: "ok" });
    expect(await check({ line1: "12 orchard st.", postalCode: "10001-1234" })).toEqual({ verdict: "ok" });
  });

  test("a slip in the town is put right, with the name kept", async () => {
    expect(await check({ city: "New Yrok" })).toEqual({
      verdict: "corrected",
      suggestion: {
        name: "Ada Moreno",
        line1: "12 ORCHARD ST",
        city: "NEW YORK",
        region: "NY",
        postalCode: expect.stringMatching(/^10001-\d{4}$/),
        country: "US",
      },
    });
  });

  test("a street that does not exist and a ZIP code that does not are unknown", async () => {
    expect(await check({ line1: "1 Nowhere Lane" })).toEqual({ verdict: "unknown" });
    expect(await check({ postalCode: "00000" })).toEqual({ verdict: "unknown" });
  });

  test("a missing house number or suite leaves it unsure", async () => {
    expect(await check({ line1: "Orchard Street" })).toMatchObject({ verdict: "unsure" });
    expect(await check({ line1: "20 Tower Road" })).toMatchObject({
      verdict: "unsure",
      suggestion: { line1: "20 TOWER RD" },
    });
    expect(await check({ line1: "20 Tower Road", line2: "Suite 4" })).toEqual({ verdict: "ok" });
  });

  test("where FedEx knows no streets an address passes as it is", async () => {
    expect(await carrier().checkAddress(berlin)).toEqual({ verdict: "ok" });
  });
});

// Last, so that it sees everything the tests above have sent and got.
describe("the wire, against the shapes of FedEx's developer portal", () => {
  test.each(documentedPaths)("%s is as documented, in requests and answers", (path) => {
    const seen = server.exchanges.filter((one) => one.path === path);
    expect(seen.length).toBeGreaterThan(0);
    expect([...new Set(seen.flatMap(checkExchange))]).toEqual([]);
  });

  test("nothing else was asked for", () => {
    expect(server.exchanges.filter(({ path }) => !documentedPaths.includes(path))).toEqual([]);
  });

  test("pushes are as documented", async () => {
    for (const end of ["delivered", "returned"]) {
      const { trackingNumber } = await carrier().book(parcel);
      await server.advance(trackingNumber, end);
    }
    expect(server.webhooks.length).toBeGreaterThan(10);
    expect(server.webhooks.flatMap(({ body }) => checkPush(body))).toEqual([]);
  });
});

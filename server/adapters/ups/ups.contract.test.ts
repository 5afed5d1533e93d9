import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { ups } from "@/sandbox/ups";
import { checkPush, published, wireProblems, wireTitle } from "@/sandbox/ups/published";
import { ada, type ContractServer, carrierFor, contractServer, parcel } from "@/sandbox/ups/testing";
import type { TrackingPush } from "@/server/ports/carrier";
import { isTrackingNumber } from "./tracking-number";

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

/** What the sandbox has pushed since last asked, as the app would read it. */
async function pushes(): Promise<TrackingPush[]> {
  const read = await Promise.all(
    server.webhooks.map(({ body }) =>
      carrier().verifyPush(body, new Headers(ups.signWebhook?.(body, new Date()))),
    ),
  );
  return read.flat();
}

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

describe("following a parcel", () => {
  test("a number UPS has never seen has no scans", async () => {
    expect(await carrier().track("1ZCIETST0111111114")).toEqual({ scans: [], estimatedAt: null });
  });

  test("a new label waits for the carrier", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    expect((await ours.track(trackingNumber)).scans.map((scan) => scan.state)).toEqual(["pre_transit"]);
  });

  test("out for delivery is not delivered, although UPS types both as D", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    await server.advance(trackingNumber, "out_for_delivery");
    const sent = server.exchanges.length;
    const { scans } = await ours.track(trackingNumber);
    const raw = server.exchanges[sent]?.answer as {
      trackResponse: { shipment: { package: { activity: { status: { type: string } }[] }[] }[] };
    };
    expect(raw.trackResponse.shipment[0]?.package[0]?.activity[0]?.status.type).toBe("D");
    expect(scans.at(-1)).toMatchObject({
      state: "out_for_delivery",
      code: "OT",
      place: "San Francisco, CA, US",
    });
  });

  test("a delivered parcel has a whole history, oldest first, in true time", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    const bookedAt = server.world.now().getTime();
    server.moveClock(2 * 86_400_000);
    await server.advance(trackingNumber, "delivered");
    const { scans } = await ours.track(trackingNumber);
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
  });

  test("a parcel that comes back is returned, and stays so", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    await server.advance(trackingNumber, "exception");
    await server.advance(trackingNumber, "returned");
    const { scans, estimatedAt } = await ours.track(trackingNumber);
    expect(scans.slice(-5).map(({ state, place }) => [state, place])).toEqual([
      ["exception", "San Francisco, CA, US"],
      ["returned", "San Francisco, CA, US"],
      ["returned", "Louisville, KY, US"],
      ["returned", "Baltimore, MD, US"],
      // Handed over, to the shop.
      ["delivered", "Baltimore, MD, US"],
    ]);
    expect(estimatedAt).toBeNull();
    expect((await server.advance(trackingNumber, "delivered")).status).toBe(409);
  });

  test("an unknown parcel can't be moved", async () => {
    const answer = await server.advance("1ZCIETST0111111114", "delivered");
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: "UPS has no parcel with the number 1ZCIETST0111111114." });
  });
});

describe("pushes", () => {
  test("nothing is pushed about a parcel nobody asked for", async () => {
    const { trackingNumber } = await carrier().book(parcel);
    await server.advance(trackingNumber, "delivered");
    expect(server.webhooks).toEqual([]);
  });

  test("tell the same scans as tracking does, each under a key of its own", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    await ours.subscribe(trackingNumber);
    await server.advance(trackingNumber, "delivered");
    const pushed = await pushes();
    expect(pushed.map((push) => push.scan)).toEqual((await ours.track(trackingNumber)).scans.slice(1));
    expect(new Set(pushed.map((push) => push.dedupeKey)).size).toBe(pushed.length);
    const [first] = pushed;
    expect(first?.dedupeKey).toBe(`${trackingNumber}:${first?.scan.at.toISOString()}:PU`);
  });

  test("end when the subscription is two weeks old", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    const ends = await ours.subscribe(trackingNumber);
    expect(ends?.getTime()).toBeGreaterThan(server.world.now().getTime() + 13.9 * 86_400_000);
    server.moveClock(15 * 86_400_000);
    await server.advance(trackingNumber, "in_transit");
    expect(server.webhooks).toEqual([]);
  });

  test("asking for a number that is not UPS's is refused", async () => {
    await expect(carrier().subscribe("1Z0000000000000000X")).rejects.toMatchObject({ kind: "invalid_input" });
  });
});

// Last, so that it sees everything the tests above have sent and got.
describe.skipIf(!published)(wireTitle, () => {
  test("requests and answers are as described", () => {
    expect(server.exchanges.length).toBeGreaterThan(40);
    expect(wireProblems(server.exchanges)).toEqual([]);
  });

  test("pushes are as described", async () => {
    const ours = carrier();
    for (const end of ["exception", "delivered"]) {
      const { trackingNumber } = await ours.book(parcel);
      await ours.subscribe(trackingNumber);
      await server.advance(trackingNumber, end);
      if (end === "exception") await server.advance(trackingNumber, "returned");
    }
    expect(server.webhooks).toHaveLength(6 + 4 + 6);
    expect(server.webhooks.flatMap(({ body }) => checkPush(body))).toEqual([]);
  });
});

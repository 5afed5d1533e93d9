import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { ups } from "@/sandbox/ups";
import { checkExchange, checkPush, describedPaths, published } from "@/sandbox/ups/published";
import { contractServer } from "@/sandbox/ups/testing";
import type { Parcel, TrackingPush } from "@/server/ports/carrier";
import { isTrackingNumber } from "./tracking-number";
import { upsCarrier } from "./ups";

const env = {
  UPS_CLIENT_ID: "client",
  UPS_CLIENT_SECRET: "a secret:with colon",
  UPS_ACCOUNT_NUMBER: "R8A14X",
  UPS_WEBHOOK_CREDENTIAL: "push-credential-1",
};
Object.assign(process.env, env);

const baltimore = {
  name: "Holdfast East",
  line1: "2311 York Rd",
  city: "Baltimore",
  region: "MD",
  postalCode: "21201",
  country: "US",
  phone: "+1 410 555 0134",
};
const ada = {
  name: "Ada Lovelace",
  line1: "12 St James's Square",
  city: "San Francisco",
  region: "CA",
  postalCode: "94105-1234",
  country: "US",
};
const parcel: Parcel = {
  labelId: "0198d6a2-3b7e-7c11-9a55-4f1f6f0f8a01",
  reference: "HF-100001",
  from: baltimore,
  to: ada,
  weightGrams: 1200,
  service: "standard",
};

let database: TestDatabase;
let server: Awaited<ReturnType<typeof contractServer>>;

beforeAll(async () => {
  database = await emptyDatabase();
  server = await contractServer(database.pool);
});
afterEach(() => {
  server.faults.length = 0;
  server.webhooks.length = 0;
});
afterAll(async () => {
  await server?.close();
  await database?.drop();
});

const carrier = (over: { timeoutMs?: number; clientSecret?: string; apiUrl?: string } = {}) =>
  upsCarrier({
    clientId: env.UPS_CLIENT_ID,
    clientSecret: env.UPS_CLIENT_SECRET,
    accountNumber: env.UPS_ACCOUNT_NUMBER,
    apiUrl: server.apiUrl,
    webhookUrl: "https://shop.test/api/webhooks/ups",
    webhookCredential: env.UPS_WEBHOOK_CREDENTIAL,
    shopName: "Holdfast",
    now: server.world.now,
    ...over,
  });

const calls = (path: string) => server.exchanges.filter((one) => one.path.startsWith(path)).length;
const broken = () =>
  Response.json(
    { response: { errors: [{ code: "10004", message: "Something went wrong" }] } },
    { status: 500 },
  );
const unavailable = { kind: "provider_unavailable" };

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
    expect(sent.Package[0].PackageWeight).toEqual({ UnitOfMeasurement: { Code: "KGS" }, Weight: "0.1" });
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
    await expect(heavy).rejects.toMatchObject({ kind: "invalid_input", details: { code: "111030" } });
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
    expect(await carrier().track("1ZCIETST0111111114")).toEqual([]);
  });

  test("a new label waits for the carrier", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    expect((await ours.track(trackingNumber)).map((scan) => scan.state)).toEqual(["pre_transit"]);
  });

  test("out for delivery is not delivered, although UPS types both as D", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    await server.advance(trackingNumber, "out_for_delivery");
    const sent = server.exchanges.length;
    const scans = await ours.track(trackingNumber);
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
    const scans = await ours.track(trackingNumber);
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
    expect((await ours.track(trackingNumber)).slice(-2).map((scan) => scan.state)).toEqual([
      "exception",
      "returned",
    ]);
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
    expect(pushed.map((push) => push.scan)).toEqual((await ours.track(trackingNumber)).slice(1));
    expect(new Set(pushed.map((push) => push.dedupeKey)).size).toBe(pushed.length);
    const [first] = pushed;
    expect(first?.dedupeKey).toBe(`${trackingNumber}:${first?.scan.at.toISOString()}:PU`);
  });

  test("end when the subscription is two weeks old", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    await ours.subscribe(trackingNumber);
    server.moveClock(15 * 86_400_000);
    await server.advance(trackingNumber, "in_transit");
    expect(server.webhooks).toEqual([]);
  });

  test("asking for a number that is not UPS's is refused", async () => {
    await expect(carrier().subscribe("1Z0000000000000000X")).rejects.toMatchObject({ kind: "invalid_input" });
  });
});

describe("the token", () => {
  test("is asked for once by many callers and used again", async () => {
    const before = calls("/security");
    const ours = carrier();
    await Promise.all(Array.from({ length: 10 }, () => ours.track("1ZCIETST0111111114")));
    await ours.track("1ZCIETST0111111114");
    expect(calls("/security") - before).toBe(1);
  });

  test("is renewed shortly before it ends", async () => {
    const before = calls("/security");
    const ours = carrier();
    await ours.track("1ZCIETST0111111114");
    server.moveClock(14_399_000 - 30_000);
    const failures = server.exchanges.filter((one) => one.status === 401).length;
    await ours.track("1ZCIETST0111111114");
    expect(calls("/security") - before).toBe(2);
    expect(server.exchanges.filter((one) => one.status === 401).length).toBe(failures);
  });

  test("is renewed once, for all callers, when UPS no longer takes it", async () => {
    const ours = carrier();
    await ours.track("1ZCIETST0111111114");
    await database.pool.query("delete from ups_token");
    const before = calls("/security");
    await Promise.all(Array.from({ length: 5 }, () => ours.book(parcel)));
    expect(calls("/security") - before).toBe(1);
  });

  test("with wrong credentials UPS is unavailable, not the parcel wrong", async () => {
    await expect(carrier({ clientSecret: "other" }).book(parcel)).rejects.toMatchObject(unavailable);
  });
});

describe("when UPS fails", () => {
  test("a fault while buying is not tried again: the label may exist", async () => {
    const ours = carrier();
    await ours.track("1ZCIETST0111111114");
    let asked = 0;
    const fail = () => {
      asked++;
      return broken();
    };
    server.faults.push(fail, fail);
    await expect(ours.book(parcel)).rejects.toMatchObject(unavailable);
    expect(asked).toBe(1);
  });

  test("tracking survives one fault and reports the second", async () => {
    const ours = carrier();
    const { trackingNumber } = await ours.book(parcel);
    server.faults.push(broken);
    expect(await ours.track(trackingNumber)).toHaveLength(1);
    server.faults.push(broken, broken);
    await expect(ours.track(trackingNumber)).rejects.toMatchObject(unavailable);
  });

  test("an answer that never comes is given up at the time-out", async () => {
    const ours = carrier({ timeoutMs: 150 });
    await ours.track("1ZCIETST0111111114");
    let release = () => {};
    const never = new Promise<Response>((resolve) => {
      release = () => resolve(broken());
    });
    server.faults.push(() => never);
    await expect(ours.book(parcel)).rejects.toMatchObject(unavailable);
    release();
  });

  test("a token that can't be had, a page instead of JSON and a closed port are the same to the caller", async () => {
    server.faults.push(broken);
    await expect(carrier().book(parcel)).rejects.toMatchObject(unavailable);
    const ours = carrier();
    await ours.track("1ZCIETST0111111114");
    server.faults.push(() => new Response("<html>Maintenance</html>"));
    await expect(ours.book(parcel)).rejects.toMatchObject(unavailable);
    await expect(carrier({ apiUrl: "http://127.0.0.1:1/ups" }).book(parcel)).rejects.toMatchObject(
      unavailable,
    );
  });

  test("too many requests is a matter of waiting", async () => {
    const ours = carrier();
    await ours.track("1ZCIETST0111111114");
    server.faults.push(() =>
      Response.json(
        { response: { errors: [{ code: "10429", message: "Too Many Requests" }] } },
        { status: 429 },
      ),
    );
    await expect(ours.book(parcel)).rejects.toMatchObject(unavailable);
  });
});

describe("the sandbox's prices, which the adapter does not ask for", () => {
  /** Asks the sandbox for prices, which the adapter does not. */
  async function askForRates(option: string) {
    const address = (at: typeof baltimore | typeof ada) => ({
      Address: {
        AddressLine: [at.line1],
        City: at.city,
        StateProvinceCode: at.region,
        PostalCode: at.postalCode.replace("-", ""),
        CountryCode: at.country,
      },
    });
    const token = await fetch(`${server.apiUrl}/security/v1/oauth/token`, {
      method: "POST",
      headers: {
        authorization: `Basic ${btoa(`${env.UPS_CLIENT_ID}:${env.UPS_CLIENT_SECRET}`)}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    }).then((response) => response.json() as Promise<{ access_token: string }>);
    const answer = await fetch(`${server.apiUrl}/api/rating/v2409/${option}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token.access_token}`, "content-type": "application/json" },
      body: JSON.stringify({
        RateRequest: {
          Request: { RequestOption: option },
          Shipment: {
            Shipper: address(baltimore),
            ShipTo: address(ada),
            Service: { Code: "03" },
            Package: [
              {
                PackagingType: { Code: "02" },
                PackageWeight: { UnitOfMeasurement: { Code: "LBS", Description: "Pounds" }, Weight: "2.5" },
              },
            ],
          },
        },
      }),
    });
    return (await answer.json()) as {
      RateResponse: {
        RatedShipment: { Service: { Code: string }; TotalCharges: { MonetaryValue: string } }[];
      };
    };
  }

  test("every service is quoted, dearer the faster", async () => {
    const { RatedShipment: all } = (await askForRates("Shop")).RateResponse;
    expect(all.map((one) => one.Service.Code)).toEqual(["01", "02", "12", "03"]);
    const prices = all.map((one) => Number(one.TotalCharges.MonetaryValue));
    expect(prices).toEqual([...prices].sort((a, b) => b - a));
    const { RatedShipment: one } = (await askForRates("Rate")).RateResponse;
    expect(one.map((rated) => rated.TotalCharges.MonetaryValue)).toEqual([
      all[3]?.TotalCharges.MonetaryValue,
    ]);
  });
});

// Last, so that it sees everything the tests above have sent and got.
const wire = "the wire, against UPS's published OpenAPI files";
const without = `${wire} (skipped: put those of https://github.com/UPS-API/api-documentation as JSON into ../shared/specs/ups)`;
describe.skipIf(!published)(published ? wire : without, () => {
  test.each(describedPaths)("%s… is as described, in requests and answers", (start) => {
    const seen = server.exchanges.filter((one) => one.path.startsWith(start));
    expect(seen.length).toBeGreaterThan(0);
    expect([...new Set(seen.flatMap((one) => checkExchange(start, one)))]).toEqual([]);
  });

  test("pushes are as described", async () => {
    const ours = carrier();
    for (const end of ["delivered", "returned"]) {
      const { trackingNumber } = await ours.book(parcel);
      await ours.subscribe(trackingNumber);
      await server.advance(trackingNumber, end);
    }
    expect(server.webhooks).toHaveLength(6 + 5);
    expect(server.webhooks.flatMap(({ body }) => checkPush(body))).toEqual([]);
  });
});

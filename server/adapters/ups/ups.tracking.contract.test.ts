import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { ups } from "@/sandbox/ups";
import { checkPush, published, wireProblems, wireTitle } from "@/sandbox/ups/published";
import { type ContractServer, carrierFor, contractServer, parcel } from "@/sandbox/ups/testing";
import { localText } from "@/server/kernel/local-time";
import type { TrackingPush } from "@/server/ports/carrier";

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

  test("a parcel that waits for the carrier is expected on the day its service takes", async () => {
    const ours = carrier();
    const { trackingNumber, serviceCode } = await ours.book(parcel);
    const quoted = (await ours.rates(parcel, server.world.now())).find(
      (one) => one.serviceCode === serviceCode,
    );
    const { estimatedAt } = await ours.track(trackingNumber);
    expect(estimatedAt && localText(estimatedAt, "America/Los_Angeles")).toBe(`${quoted?.deliverBy}T19:00`);
  });

  test.each(["weather", "late", "missed", "address", "damaged"])(
    "trouble of the kind %s moves the day, and passes",
    async (reason) => {
      const ours = carrier();
      const { trackingNumber } = await ours.book(parcel);
      await server.advance(trackingNumber, "in_transit");
      const planned = (await ours.track(trackingNumber)).estimatedAt?.getTime() ?? 0;
      await server.advance(trackingNumber, "exception", reason);
      const late = await ours.track(trackingNumber);
      expect(late.scans.at(-1)?.state).toBe("exception");
      expect(late.estimatedAt?.getTime()).toBeGreaterThan(planned);
      await server.advance(trackingNumber, "delivered");
      const after = await ours.track(trackingNumber);
      expect(after.scans.slice(-3).map((scan) => scan.state)).toEqual([
        "in_transit",
        "out_for_delivery",
        "delivered",
      ]);
      expect(after.estimatedAt).toBeNull();
    },
  );

  test("a parcel at customs, or refused at the door, has no new day", async () => {
    const ours = carrier();
    for (const reason of ["customs", "refused"]) {
      const { trackingNumber } = await ours.book(parcel);
      const planned = (await ours.track(trackingNumber)).estimatedAt;
      await server.advance(trackingNumber, "exception", reason);
      expect((await ours.track(trackingNumber)).estimatedAt).toEqual(planned);
    }
  });

  test("a reason that nobody knows is refused in a sentence", async () => {
    const { trackingNumber } = await carrier().book(parcel);
    const answer = await server.advance(trackingNumber, "exception", "boredom");
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: expect.stringContaining("weather") });
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

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { type ContractServer, carrierFor, contractServer, parcel } from "@/sandbox/ups/testing";

let database: TestDatabase;
let server: ContractServer;

beforeAll(async () => {
  database = await emptyDatabase();
  server = await contractServer(database.pool);
});
afterEach(() => {
  server.faults.length = 0;
});
afterAll(async () => {
  await server?.close();
  await database?.drop();
});

const carrier = (over: Parameters<typeof carrierFor>[1] = {}) => carrierFor(server, over);
const calls = (path: string) => server.exchanges.filter((one) => one.path.startsWith(path)).length;
const broken = () =>
  Response.json(
    { response: { errors: [{ code: "10004", message: "Something went wrong" }] } },
    { status: 500 },
  );
const unavailable = { kind: "provider_unavailable" };

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
    expect((await ours.track(trackingNumber)).scans).toHaveLength(1);
    server.faults.push(broken, broken);
    await expect(ours.track(trackingNumber)).rejects.toMatchObject(unavailable);
  });

  test("prices, addresses and lost labels survive one fault and report the second", async () => {
    const ours = carrier();
    const { from, to, labelId } = parcel;
    const asks = [
      () => ours.rates({ from, to, weightGrams: 500 }, server.world.now()),
      () => ours.checkAddress(to),
      () => ours.findLabel(labelId, server.world.now()),
    ];
    for (const ask of asks) {
      await ask();
      server.faults.push(broken);
      await ask();
      server.faults.push(broken, broken);
      await expect(ask()).rejects.toMatchObject(unavailable);
    }
  });

  test("a price or an address that is not of UPS's form is UPS's trouble, not the shopper's", async () => {
    const ours = carrier();
    await ours.track("1ZCIETST0111111114");
    server.faults.push(() => Response.json({ RateResponse: { RatedShipment: [{ Service: {} }] } }));
    const { from, to } = parcel;
    await expect(ours.rates({ from, to, weightGrams: 500 }, server.world.now())).rejects.toMatchObject(
      unavailable,
    );
    server.faults.push(() => Response.json({ XAVResponse: { Candidate: "none" } }));
    await expect(ours.checkAddress(to)).rejects.toMatchObject(unavailable);
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

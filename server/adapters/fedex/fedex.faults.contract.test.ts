import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { agreed, type ContractServer, carrierFor, contractServer, parcel } from "@/sandbox/fedex/testing";

let database: TestDatabase;
let server: ContractServer;
const unknownNumber = "794640182352";

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
const fault = (status: number, code: string) => () =>
  Response.json(
    {
      transactionId: "624deea6-b709-470c-8c39-4b5511281492",
      errors: [{ code, message: "Something went wrong" }],
    },
    { status },
  );
const broken = fault(500, "INTERNAL.SERVER.ERROR");
const unavailable = { kind: "provider_unavailable" };
const labelsIn = async () =>
  Number((await database.pool.query("select count(*) from fedex_parcel")).rows[0]?.count);

/** An adapter that has its token already, so that the next fault meets the call itself. */
async function warm(over: Parameters<typeof carrierFor>[1] = {}) {
  const ours = carrier(over);
  await ours.track(unknownNumber);
  return ours;
}

describe("the token", () => {
  test("is asked for once by many callers and used again", async () => {
    const before = calls("/oauth");
    const ours = carrier();
    await Promise.all(Array.from({ length: 10 }, () => ours.track(unknownNumber)));
    await ours.track(unknownNumber);
    expect(calls("/oauth") - before).toBe(1);
  });

  test("is renewed shortly before it ends", async () => {
    const before = calls("/oauth");
    const ours = await warm();
    server.moveClock(3_599_000 - 30_000);
    const failures = server.exchanges.filter((one) => one.status === 401).length;
    await ours.track(unknownNumber);
    expect(calls("/oauth") - before).toBe(2);
    expect(server.exchanges.filter((one) => one.status === 401).length).toBe(failures);
  });

  test("is renewed once, for all callers, when FedEx no longer takes it, and each label is bought once", async () => {
    const ours = await warm();
    await database.pool.query("delete from fedex_token");
    const [before, labels] = [calls("/oauth"), await labelsIn()];
    await Promise.all(Array.from({ length: 5 }, () => ours.book(parcel)));
    expect(calls("/oauth") - before).toBe(1);
    expect((await labelsIn()) - labels).toBe(5);
  });

  test("with wrong credentials FedEx is unavailable, not the parcel wrong, and nothing is told of them", async () => {
    const error = await carrier({ clientSecret: "another secret" })
      .book(parcel)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject(unavailable);
    const told = JSON.stringify([error, (error as Error).message, String((error as Error).cause)]);
    expect(told).not.toContain("another secret");
    expect(told).not.toContain(agreed.FEDEX_CLIENT_ID);
  });
});

describe("when FedEx fails", () => {
  test("a fault while buying is not tried again: the label may exist", async () => {
    const ours = await warm();
    let asked = 0;
    const fail = () => {
      asked++;
      return broken();
    };
    server.faults.push(fail, fail);
    await expect(ours.book(parcel)).rejects.toMatchObject(unavailable);
    expect(asked).toBe(1);
  });

  test("a label whose answer was lost exists once and is found by our id", async () => {
    const labelId = "0198d6a2-3b7e-7c11-9a55-4f1f6f0f8a77";
    const ours = await warm({ timeoutMs: 400 });
    const [since, labels] = [server.world.now(), await labelsIn()];
    let answer = () => {};
    const never = new Promise<void>((resolve) => {
      answer = resolve;
    });
    server.faults.push(async (_path, sandbox) => {
      await sandbox();
      await never;
      return broken();
    });
    await expect(ours.book({ ...parcel, labelId })).rejects.toMatchObject(unavailable);
    answer();
    expect((await labelsIn()) - labels).toBe(1);
    const found = await carrier().findLabel(labelId, since);
    expect(found?.trackingNumber).toMatch(/^\d{12}$/);
    // Who finds it may void it: nothing is billed twice.
    await carrier().voidLabel(found?.carrierRef ?? "");
    expect(await carrier().findLabel(labelId, since)).toBeNull();
  });

  test("what changes nothing survives one fault and reports the second", async () => {
    const ours = await warm();
    const { trackingNumber, carrierRef } = await ours.book(parcel);
    const repeatable = {
      track: () => ours.track(trackingNumber),
      rates: () => ours.rates(parcel, server.world.now()),
      findLabel: () => ours.findLabel(parcel.labelId, server.world.now()),
      checkAddress: () => ours.checkAddress(parcel.to),
      voidLabel: () => ours.voidLabel(carrierRef),
    };
    for (const [name, call] of Object.entries(repeatable)) {
      server.faults.push(broken);
      await expect(call(), name).resolves.not.toThrow();
      server.faults.push(broken, broken);
      await expect(call(), name).rejects.toMatchObject(unavailable);
    }
  });

  test("a label that was voided although the answer broke is void, and the second try is quiet", async () => {
    const ours = await warm();
    const { carrierRef } = await ours.book(parcel);
    server.faults.push(async (_path, sandbox) => {
      await sandbox();
      return broken();
    });
    await expect(ours.voidLabel(carrierRef)).resolves.toBeUndefined();
  });

  test("an answer that never comes is given up at the time-out, and not asked for again", async () => {
    const ours = await warm({ timeoutMs: 150 });
    let asked = 0;
    let release = () => {};
    const never = new Promise<Response>((resolve) => {
      release = () => resolve(broken());
    });
    const silent = () => {
      asked++;
      return never;
    };
    server.faults.push(silent, silent);
    await expect(ours.track(unknownNumber)).rejects.toMatchObject(unavailable);
    expect(asked).toBe(1);
    release();
  });

  test("a token that can't be had, a page instead of JSON and a closed port are the same to the caller", async () => {
    server.faults.push(broken);
    await expect(carrier().book(parcel)).rejects.toMatchObject(unavailable);
    const ours = await warm();
    server.faults.push(() => new Response("<html>Maintenance</html>"));
    await expect(ours.book(parcel)).rejects.toMatchObject(unavailable);
    await expect(carrier({ apiUrl: "http://127.0.0.1:1/fedex" }).book(parcel)).rejects.toMatchObject(
      unavailable,
    );
  });

  test.each([
    [429, "RATE.LIMIT.EXCEEDED"],
    [403, "FORBIDDEN.ERROR"],
    [503, "SERVICE.UNAVAILABLE.ERROR"],
    [400, "SYSTEM.UNAVAILABLE.EXCEPTION"],
    [200, "INTERNAL.SERVER.ERROR"],
  ])("%i with %s is a matter of waiting", async (status, code) => {
    const ours = await warm();
    server.faults.push(fault(status, code));
    await expect(ours.book(parcel)).rejects.toMatchObject(unavailable);
  });

  test("an answer without a label, without a price or without a number is none", async () => {
    const ours = await warm();
    for (const output of [
      {},
      { transactionShipments: [] },
      { transactionShipments: [{ pieceResponses: [] }] },
    ]) {
      server.faults.push(() => Response.json({ transactionId: "1", output }));
      await expect(ours.book(parcel)).rejects.toMatchObject(unavailable);
    }
  });
});

describe("when FedEx says no in its own ways", () => {
  test("a 200 that says that nothing was cancelled is a refusal, unless it was cancelled before", async () => {
    const ours = await warm();
    const answer = (code: string, message: string) => () =>
      Response.json({
        transactionId: "1",
        output: { cancelledShipment: false, alerts: [{ code, message, alertType: "WARNING" }] },
      });
    server.faults.push(answer("SHIPMENT.ALREADY.CANCELLED", "It was cancelled."));
    await ours.voidLabel(unknownNumber);
    server.faults.push(answer("CANCEL.REFUSED", "The shipment was tendered."));
    await expect(ours.voidLabel(unknownNumber)).rejects.toMatchObject({
      kind: "invalid_transition",
      message: "FedEx won't void this label: The shipment was tendered.",
    });
  });

  test("no service to a place is no price, not a fault", async () => {
    const ours = await warm();
    server.faults.push(fault(400, "RATE.LOCATION.NOSERVICE"));
    expect(await ours.rates(parcel, server.world.now())).toEqual([]);
  });
});

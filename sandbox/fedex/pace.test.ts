import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { buildTrackingNumber } from "@/server/adapters/fedex/tracking-number";
import { fateOf } from "./fate";
import { keepPace, takeSteps } from "./pace";
import { findParcel } from "./parcels";
import { type ContractServer, carrierFor, contractServer, parcel } from "./testing";

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

test("with a pace set, a parcel takes one step each time it has waited long enough", async () => {
  const { trackingNumber } = await carrierFor(server).book(parcel);
  const states: (string | undefined)[] = [];
  for (let i = 0; i < 6; i++) {
    server.moveClock(61_000);
    await takeSteps(server.world, 60);
    await takeSteps(server.world, 60);
    states.push((await findParcel(database.pool, trackingNumber))?.state);
  }
  expect(states).toEqual([
    "in_transit",
    "in_transit",
    "out_for_delivery",
    "delivered",
    "delivered",
    "delivered",
  ]);
});

test("of forty parcels in a row nine meet trouble, and one of those comes back", () => {
  const numbers = Array.from({ length: 40 }, (_, i) => buildTrackingNumber(79_464_018_235 + 7 * i));
  const fates = numbers.map(fateOf).filter(Boolean);
  expect(fates).toHaveLength(9);
  expect(fates.filter((one) => one === "refused")).toHaveLength(1);
});

test("a parcel that meets a closed door is delivered in the end, and one that is refused comes back", async () => {
  const ours = carrierFor(server);
  const meets = async (fate: string) => {
    // The stand-in's numbers are seven apart: some serial before the one that meets it.
    const serial = Array.from({ length: 40 }, (_, i) => 79_464_100_000 + i).find(
      (one) => fateOf(buildTrackingNumber(one)) === fate,
    );
    await database.pool.query("select setval('fedex_parcel_serial', $1, false)", [serial]);
    return (await ours.book(parcel)).trackingNumber;
  };
  const [missed, refused] = [await meets("missed"), await meets("refused")];
  for (let i = 0; i < 7; i++) {
    server.moveClock(61_000);
    await takeSteps(server.world, 60);
  }
  const statesOf = async (number: string) => (await ours.track(number)).scans.map(({ state }) => state);
  expect((await statesOf(missed)).slice(-5)).toEqual([
    "out_for_delivery",
    "exception",
    // Back at the local station for the night.
    "in_transit",
    "out_for_delivery",
    "delivered",
  ]);
  expect(await statesOf(refused)).toContain("returned");
});

test("a pace that is no number of seconds is refused in a sentence", async () => {
  vi.stubEnv("SANDBOX_PARCEL_PACE", "often");
  await expect(keepPace(server.world)).rejects.toThrow("SANDBOX_PARCEL_PACE must be a number of seconds");
  vi.unstubAllEnvs();
});

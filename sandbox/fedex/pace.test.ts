import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
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

test("a pace that is no number of seconds is refused in a sentence", async () => {
  vi.stubEnv("SANDBOX_PARCEL_PACE", "often");
  await expect(keepPace(server.world)).rejects.toThrow("SANDBOX_PARCEL_PACE must be a number of seconds");
  vi.unstubAllEnvs();
});

import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { keepPace, takeSteps } from "./pace";
import { findParcel, newestParcels, scansOf } from "./parcels";
import { ship } from "./ship";
import { agreed, contractServer } from "./testing";

let database: TestDatabase;
let server: Awaited<ReturnType<typeof contractServer>>;

beforeAll(async () => {
  database = await emptyDatabase();
  server = await contractServer(database.pool);
});
afterAll(async () => {
  await server?.close();
  await database?.drop();
});

const accountNumber = agreed.UPS_ACCOUNT_NUMBER;
const party = {
  Name: "Ada",
  Address: {
    AddressLine: ["1 Pier"],
    City: "Baltimore",
    StateProvinceCode: "MD",
    PostalCode: "21201",
    CountryCode: "US",
  },
};
const request = {
  ShipmentRequest: {
    Request: { RequestOption: "nonvalidate" },
    Shipment: {
      Shipper: { ...party, ShipperNumber: accountNumber },
      ShipTo: party,
      PaymentInformation: { ShipmentCharge: [{ Type: "01", BillShipper: { AccountNumber: accountNumber } }] },
      Service: { Code: "03" },
      Package: [
        { Packaging: { Code: "02" }, PackageWeight: { UnitOfMeasurement: { Code: "LBS" }, Weight: "2.0" } },
      ],
    },
    LabelSpecification: { LabelImageFormat: { Code: "GIF" }, LabelStockSize: { Height: "6", Width: "4" } },
  },
};

test("with a pace set, a parcel takes one step each time it has waited long enough", async () => {
  await ship(server.world, request);
  const [parcel] = await newestParcels(server.world, 1);
  const states: (string | undefined)[] = [];
  for (let i = 0; i < 6; i++) {
    server.moveClock(61_000);
    await takeSteps(server.world, 60);
    await takeSteps(server.world, 60);
    states.push((await findParcel(database.pool, parcel?.tracking_number ?? ""))?.state);
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

test.each([
  ["well", 40_001, "delivered", 0, false],
  ["into a storm", 40_003, "delivered", 1, true],
  ["to a closed door", 40_011, "delivered", 1, true],
  ["to somebody who refuses it", 40_039, "returned", 1, false],
])("a parcel that travels %s comes to its end", async (_, serial, end, exceptions, late) => {
  await database.pool.query("select setval('ups_parcel_serial', $1, false)", [serial]);
  server.moveClock(1000);
  await ship(server.world, request);
  const [{ tracking_number: number } = { tracking_number: "" }] = await newestParcels(server.world, 1);
  for (let i = 0; i < 9; i++) {
    server.moveClock(61_000);
    await takeSteps(server.world, 60);
  }
  const parcel = await findParcel(database.pool, number);
  const scans = await scansOf(database.pool, number);
  expect(parcel?.state).toBe(end);
  expect(scans.filter((scan) => scan.state === "exception")).toHaveLength(exceptions);
  expect(parcel?.rescheduled_for !== null).toBe(late);
});

test("a pace that is no number of seconds is refused in a sentence", async () => {
  vi.stubEnv("SANDBOX_PARCEL_PACE", "often");
  await expect(keepPace(server.world)).rejects.toThrow("SANDBOX_PARCEL_PACE must be a number of seconds");
  vi.unstubAllEnvs();
});

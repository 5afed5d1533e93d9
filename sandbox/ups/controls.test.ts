import { Hono } from "hono";
import { getTracking } from "ts-tracking-number";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { buildTrackingNumber } from "@/server/adapters/ups/tracking-number";
import { controls } from "./controls";
import { services } from "./services";
import { agreed, type ContractServer, carrierFor, contractServer, parcel } from "./testing";

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

describe("the controls", () => {
  test("list every label bought, the newest first, with its references and whether it is void", async () => {
    const ours = carrierFor(server);
    const first = await ours.book(parcel);
    server.moveClock(1000);
    const second = await ours.book({ ...parcel, labelFormat: "zpl" });
    await ours.voidLabel(second.carrierRef);
    await server.advance(first.trackingNumber, "delivered");
    const listed = await (await fetch(`${server.origin}/control/parcels/labels`)).json();
    const references = ["HF-100001", "0198d6a23b7e7c119a554f1f6f0f8a01"];
    expect(listed).toMatchObject([
      { trackingNumber: second.trackingNumber, references, voided: true, state: "pre_transit" },
      { trackingNumber: first.trackingNumber, references, voided: false, state: "delivered" },
    ]);
    const zpl = await fetch(`${server.origin}/control/parcels/labels/${second.trackingNumber}.zpl`);
    expect(await zpl.text()).toMatch(/^\^XA/);
    expect((await fetch(`${server.origin}/control/parcels/labels/${second.trackingNumber}.gif`)).status).toBe(
      404,
    );
  });

  test("leave numbers of other carriers to the other carriers", async () => {
    const app = new Hono()
      .route("/control/parcels", controls(server.world))
      .post("/control/parcels/advance", async (c) => c.json({ other: await c.req.json() }));
    const given = { trackingNumber: "449044304137821", to: "delivered" };
    const answer = await app.request("/control/parcels/advance", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(given),
    });
    expect(await answer.json()).toEqual({ other: given });
  });
});

test("every number the sandbox can make is one of UPS's to a library that knows them", () => {
  for (const service of Object.keys(services))
    for (let i = 0; i < 1000; i++) {
      const serial = (i * 9973 * 17) % 10_000_000;
      const number = buildTrackingNumber({ shipper: agreed.UPS_ACCOUNT_NUMBER, service, serial });
      expect(getTracking(number)?.courier.code, number).toBe("ups");
    }
});

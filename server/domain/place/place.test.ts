import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { updateInventorySchema } from "@/server/domain/inventory/inventory.schema";
import { dryRun, routingPage } from "@/server/domain/inventory/routing.queries";
import { dryRunSchema } from "@/server/domain/inventory/routing.schema";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { forgetReferenceData, referenceData } from "@/server/domain/settings/reference-data";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { newYork, paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { closePlace, openPlace } from "./close-place";
import { placeList, placePage } from "./place.queries";
import { type PlaceInput, placeSchema } from "./place.schema";
import { addPlace, changePlace } from "./save-place";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ stock: { "TEST-A": { EAST: 40, WEST: 40 }, "TEST-B": { EAST: 2, WEST: 4 } } });
});
afterAll(() => shop.drop());

const typed = {
  ...{ name: "Omaha", sender: "Holdfast Middle", company: "Holdfast Supply", line1: "10 Farnam Street" },
  ...{ line2: "", city: "Omaha", region: "ne", postalCode: "68102", country: "US", phone: "" },
  ...{ latitude: "", longitude: "", timeZone: "America/Chicago", cutOff: "13:00", collectionAt: "16:00" },
  ...{ workingDays: ["1", "2", "3", "4", "5", "6"], dailyCapacity: "", priority: "30" },
};
const input = (over: Record<string, unknown> = {}): PlaceInput => placeSchema.parse({ ...typed, ...over });
const faults = (over: Record<string, unknown>) =>
  placeSchema.safeParse({ ...typed, ...over }).error?.issues.map((issue) => issue.path[0]) ?? [];
const reasonOf = async (lines = [{ sku: "TEST-A", quantity: 1 }]) => {
  const order = await placeOrder(shop.ctx(), lines);
  const [row] = await shop.rows<{ routing: { reason: string; places: { code: string; chosen: boolean }[] } }>(
    "select routing from orders where id = $1",
    [order.id],
  );
  return {
    reason: row?.routing.reason,
    from: row?.routing.places.filter((one) => one.chosen).map((one) => one.code),
  };
};

describe("a place", () => {
  test("that is added takes its coordinates from the postcode, and orders once it has stock", async () => {
    await addPlace(shop.ctx(), "MID", input());
    const { place, changes } = await placePage(shop.ctx(), "MID");
    expect(place.latitude).toBeCloseTo(41.26, 1);
    expect(place.longitude).toBeCloseTo(-95.94, 1);
    expect(place.address).toEqual({
      ...{ name: "Holdfast Middle", company: "Holdfast Supply", line1: "10 Farnam Street" },
      ...{ city: "Omaha", region: "NE", postalCode: "68102", country: "US" },
    });
    expect(changes).toContainEqual(expect.objectContaining({ field: "name", from: null, to: "Omaha" }));
    await updateInventory(
      shop.ctx(),
      updateInventorySchema.parse({
        ...{ sku: "TEST-B", location: "MID", kind: "receive", quantity: 50, reason: "First delivery" },
      }),
    );
    expect((await reasonOf([{ sku: "TEST-B", quantity: 10 }])).reason).toBe("Only Omaha holds everything.");
    await expect(addPlace(shop.ctx(), "MID", input())).rejects.toMatchObject({ details: { field: "code" } });
  });

  test("that changes writes down what did, and moves on the map with its postcode", async () => {
    const kept = { latitude: "41.26", longitude: "-95.94" };
    expect(await changePlace(shop.ctx(), "MID", input(kept))).toEqual({ changed: 0 });
    expect(await changePlace(shop.ctx(), "MID", input({ ...kept, cutOff: "12:30" }))).toEqual({
      changed: 1,
    });
    await changePlace(
      shop.ctx(),
      "MID",
      input({ ...kept, cutOff: "12:30", postalCode: "98101", region: "WA" }),
    );
    const { place, changes } = await placePage(shop.ctx(), "MID");
    expect(place.latitude).toBeCloseTo(47.6, 0);
    expect(changes.find((change) => change.field === "cutOff")).toMatchObject({ from: "13:00", to: "12:30" });
    const found = (await referenceData(shop.app.db)).centres.find((centre) => centre.code === "MID");
    expect(found?.cutOff).toBe("12:30");
  });

  test("is refused with what is wrong, beside its field", () => {
    expect(faults({})).toEqual([]);
    expect(faults({ cutOff: "18:00" })).toEqual(["cutOff"]);
    expect(faults({ postalCode: "ABC" })).toEqual(["postalCode"]);
    expect(faults({ workingDays: [] })).toEqual(["workingDays"]);
    expect(faults({ dailyCapacity: "0" })).toEqual(["dailyCapacity"]);
    expect(faults({ latitude: "91", longitude: "0" })).toEqual(["latitude"]);
    expect(faults({ latitude: "45" })).toEqual(["latitude"]);
    expect(faults({ timeZone: "Mars/Olympus" })).toEqual(["timeZone"]);
  });

  test("that is closed takes no order, keeps what it was given, and is open again when it is opened", async () => {
    const order = await paidOrder(shop, [{ sku: "TEST-A", quantity: 1 }]);
    await assignShipments(shop.ctx(), order.id);
    await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 1 }]);
    await closePlace(shop.ctx(), "EAST");
    await closePlace(shop.ctx(), "EAST");
    expect((await reasonOf()).from).toEqual(["WEST"]);
    const { shipments, unpaid } = await placePage(shop.ctx(), "EAST");
    expect(shipments).toMatchObject([{ orderNumber: order.number, status: "assigned", units: 1 }]);
    expect(unpaid).toBe(1);
    expect((await placeList(shop.ctx())).map(({ code, active }) => `${code} ${active}`)).toEqual([
      ...["WEST true", "MID true", "EAST false"],
    ]);
    await openPlace(shop.ctx(), "EAST");
    expect((await reasonOf()).from).toEqual(["EAST"]);
  });

  test("that is the last one open stays open, also when two are closed at once", async () => {
    await closePlace(shop.ctx(), "MID");
    const both = await Promise.allSettled([closePlace(shop.ctx(), "EAST"), closePlace(shop.ctx(), "WEST")]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const code of ["EAST", "WEST", "MID"]) await openPlace(shop.ctx(), code);
  });
});

describe("the capacity of a day", () => {
  const limit = async (units: number | null) => {
    await shop.rows("update location set daily_capacity = $1 where code = 'EAST'", [units]);
    forgetReferenceData(shop.app.db);
  };
  const assigned = async (at: string) => {
    forgetReferenceData(shop.app.db);
    const { centres } = await referenceData(shop.app.db, new Date(at));
    return centres.find((centre) => centre.code === "EAST")?.assignedToday;
  };

  test("fills with what is assigned, and then the other place sends", async () => {
    const { places } = await routingPage(shop.ctx());
    expect(places.find((place) => place.code === "EAST")?.assignedToday).toBe(0);
    await limit(2);
    expect((await routingPage(shop.ctx())).places.find((one) => one.code === "EAST")?.assignedToday).toBe(1);
    expect((await reasonOf()).from).toEqual(["EAST"]);
    const order = await paidOrder(shop, [{ sku: "TEST-A", quantity: 1 }]);
    await assignShipments(shop.ctx(), order.id);
    forgetReferenceData(shop.app.db);
    expect(await reasonOf()).toEqual({
      reason: "Sacramento has room today; Albany has the day full.",
      from: ["WEST"],
    });
    await shop.rows("update shipment set status = 'cancelled' where order_id = $1", [order.id]);
    forgetReferenceData(shop.app.db);
    expect((await reasonOf()).from).toEqual(["EAST"]);
    await shop.rows("update shipment set status = 'assigned' where order_id = $1", [order.id]);
  });

  test("begins anew at the place's own midnight, on days of 23 and of 25 hours, too", async () => {
    const zone = (name: string) =>
      shop.rows("update location set time_zone = $1 where code = 'EAST'", [name]);
    const given = (at: string) => shop.rows("update shipment set created_at = $1", [at]);
    await given("2026-11-24T04:30:00Z");
    // Half past eleven in the evening in New York, half past one in Tokyo.
    expect(await assigned("2026-11-24T04:45:00Z")).toBe(2);
    expect(await assigned("2026-11-24T05:15:00Z")).toBe(0);
    await zone("Asia/Tokyo");
    expect(await assigned("2026-11-24T05:15:00Z")).toBe(2);
    expect(await assigned("2026-11-24T15:01:00Z")).toBe(0);
    await zone("America/New_York");
    // The clocks go back on 1 November: that day lasts until 05:00 UTC of the 2nd.
    await given("2026-11-01T04:10:00Z");
    expect(await assigned("2026-11-02T04:50:00Z")).toBe(2);
    expect(await assigned("2026-11-02T05:10:00Z")).toBe(0);
    // And forward on 8 March: it begins at 05:00 UTC and ends at 04:00.
    await given("2026-03-08T05:10:00Z");
    expect(await assigned("2026-03-09T03:50:00Z")).toBe(2);
    expect(await assigned("2026-03-09T04:10:00Z")).toBe(0);
    await limit(null);
    expect(await assigned("2026-03-09T03:50:00Z")).toBe(0);
  });
});

describe("a dry run", () => {
  const tryOut = (over: Record<string, unknown> = {}) =>
    dryRun(
      shop.ctx(),
      dryRunSchema.parse({
        ...{ country: "US", postalCode: "94105", lines: [{ sku: "TEST-A", quantity: 2 }] },
        ...{ weights: { nearest: 6, priority: 1, cutOff: 2, capacity: 2 }, at: shop.ctx().now },
        ...over,
      }),
    );

  test("says what CreateOrder then does, and writes nothing", async () => {
    const rows = () => shop.rows("select xmin::text, id, available from stock_level order by id");
    const before = await rows();
    const run = await tryOut();
    if (!run.outcome.ok) throw new Error("Refused");
    expect(run.outcome.parcels).toMatchObject([{ code: "WEST", lines: [{ sku: "TEST-A", quantity: 2 }] }]);
    expect(await rows()).toEqual(before);
    const order = await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 2 }], {
      shippingAddress: { ...newYork, city: "San Francisco", region: "CA", postalCode: "94105" },
    });
    const [row] = await shop.rows<{ routing: unknown }>("select routing from orders where id = $1", [
      order.id,
    ]);
    expect(row?.routing).toEqual(run.outcome.decision);
  });

  test("with other weights says what the saved ones would do", async () => {
    const run = await tryOut({ weights: { nearest: 0, priority: 9, cutOff: 0, capacity: 0 } });
    expect(run.outcome).toMatchObject({ ok: true, parcels: [{ code: "EAST" }] });
    expect(run.saved).toEqual({ places: ["Sacramento"] });
    expect((await tryOut()).saved).toBeNull();
  });

  test("of too much says what is missing, and of an unknown SKU that there is none", async () => {
    const run = await tryOut({ lines: [{ sku: "TEST-A", quantity: 500 }] });
    expect(run.outcome).toMatchObject({ ok: false, short: [{ sku: "TEST-A", requested: 500 }] });
    await expect(tryOut({ lines: [{ sku: "NOPE", quantity: 1 }] })).rejects.toThrow("There is no SKU NOPE.");
  });
});

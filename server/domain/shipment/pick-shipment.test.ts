import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testShop } from "@/db/seed/test-fixtures";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { WithPorts } from "@/server/ports";
import { buyLabel } from "./buy-label";
import { packShipment } from "./pack-shipment";
import { pickItem, startPicking } from "./pick-shipment";
import { returnToQueue } from "./return-to-queue";
import { shipOrder } from "./ship-order";
import { shipmentBench } from "./shipment.queries";
import { type Warehouse, warehouse } from "./testing";
import { unpackShipment } from "./unpack-shipment";

let database: TestDatabase;
let house: Warehouse;
let wren: WithPorts;
let rowan: WithPorts;

beforeAll(async () => {
  database = await testDatabase();
  await testShop(database.pool, {
    stock: { "TEST-A": { EAST: 500 }, "TEST-B": { EAST: 500 }, "TEST-FOOD": { EAST: 40 } },
  });
  house = await warehouse(database.pool);
  wren = await house.person("Wren Castillo");
  rowan = await house.person("Rowan Bell");
});
afterAll(() => database.drop());

/** A paid order of two A and one B that Wren is picking. */
async function picking() {
  const { shipment } = await house.paid([
    { sku: "TEST-A", quantity: 2 },
    { sku: "TEST-B", quantity: 1 },
  ]);
  await startPicking(wren, shipment);
  return shipment;
}
const pickedOf = async (shipment: string) => {
  const { lines } = await shipmentBench(wren, shipment);
  return lines.map(({ sku, picked }) => `${sku} ${picked}`);
};

describe("picking", () => {
  test("a scan counts towards its line and tells what is left", async () => {
    const shipment = await picking();
    expect(await pickItem(wren, shipment, "TEST-A", 1)).toMatchObject({ picked: 1, quantity: 2, left: 2 });
    expect(await pickItem(wren, shipment, "test-b", 1)).toMatchObject({ picked: 1, quantity: 1, left: 1 });
    expect(await pickedOf(shipment)).toEqual(["TEST-A 1", "TEST-B 1"]);
  });

  test("a scan of something else changes nothing and says so", async () => {
    const shipment = await picking();
    await expect(pickItem(wren, shipment, "TEST-FOOD", 1)).rejects.toThrow(
      `TEST-FOOD does not belong to shipment ${shipment}. Put it back.`,
    );
    expect(await pickedOf(shipment)).toEqual(["TEST-A 0", "TEST-B 0"]);
  });

  test("one too many changes nothing and says so", async () => {
    const shipment = await picking();
    await pickItem(wren, shipment, "TEST-A", 2);
    await expect(pickItem(wren, shipment, "TEST-A", 1)).rejects.toThrow(
      "Test article A: 2 of 2 are picked already; 1 more is too many.",
    );
    expect(await pickedOf(shipment)).toEqual(["TEST-A 2", "TEST-B 0"]);
  });

  test("twenty scans at once never pick more than was ordered", async () => {
    const shipment = await picking();
    const scans = await Promise.allSettled([...Array(20)].map(() => pickItem(wren, shipment, "TEST-A", 1)));
    expect(scans.filter((scan) => scan.status === "fulfilled")).toHaveLength(2);
    expect(await pickedOf(shipment)).toEqual(["TEST-A 2", "TEST-B 0"]);
  });

  test("units of one lot are picked from that lot's line", async () => {
    const { shipment } = await house.paid([{ sku: "TEST-FOOD", quantity: 23 }]);
    await startPicking(wren, shipment);
    const { lines } = await shipmentBench(wren, shipment);
    expect(lines.map(({ lot, quantity }) => `${lot} ${quantity}`)).toEqual(["LOT-EARLY 20", "LOT-LATE 3"]);
    const late = lines[1];
    await pickItem(wren, shipment, "TEST-FOOD", 3, { stockLevelId: late?.stockLevelId });
    expect(await pickedOf(shipment)).toEqual(["TEST-FOOD 0", "TEST-FOOD 3"]);
  });

  test("starts with taking the shipment off the queue", async () => {
    const { shipment } = await house.paid([{ sku: "TEST-A", quantity: 1 }]);
    await expect(pickItem(wren, shipment, "TEST-A", 1)).rejects.toThrow(
      `Start picking shipment ${shipment} first.`,
    );
  });
});

describe("two people on one shipment", () => {
  test("the second hears who is picking and can neither pick nor pack", async () => {
    const shipment = await picking();
    const refusal = `Wren Castillo is picking shipment ${shipment}.`;
    await expect(startPicking(rowan, shipment)).rejects.toThrow(refusal);
    await expect(pickItem(rowan, shipment, "TEST-A", 1)).rejects.toThrow(refusal);
    await expect(packShipment(rowan, shipment)).rejects.toThrow(refusal);
    await startPicking(wren, shipment);
  });

  test("only one of two who start at the same time gets it", async () => {
    const { shipment } = await house.paid([{ sku: "TEST-A", quantity: 1 }]);
    const tries = await Promise.allSettled([startPicking(wren, shipment), startPicking(rowan, shipment)]);
    expect(tries.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("a colleague can put it back in the queue and take it over", async () => {
    const shipment = await picking();
    await pickItem(wren, shipment, "TEST-A", 2);
    await returnToQueue(rowan, shipment);
    expect(await shipmentBench(wren, shipment)).toMatchObject({ status: "assigned", picker: null });
    expect(await pickedOf(shipment)).toEqual(["TEST-A 0", "TEST-B 0"]);
    await startPicking(rowan, shipment);
    expect(await shipmentBench(wren, shipment)).toMatchObject({ status: "picking", picker: "Rowan Bell" });
  });
});

describe("after picking", () => {
  async function packed() {
    const shipment = await picking();
    await pickItem(wren, shipment, "TEST-A", 2);
    await pickItem(wren, shipment, "TEST-B", 1);
    await packShipment(wren, shipment);
    return shipment;
  }

  test("a box with something missing is not packed", async () => {
    const shipment = await picking();
    await pickItem(wren, shipment, "TEST-A", 1);
    await expect(packShipment(wren, shipment)).rejects.toThrow(
      "Still to pick: 1 × Test article A, 1 × Test article B.",
    );
  });

  test("a packed box can be opened again, and what was picked stays picked", async () => {
    const shipment = await packed();
    await unpackShipment(rowan, shipment);
    expect(await shipmentBench(wren, shipment)).toMatchObject({ status: "picking", picker: "Rowan Bell" });
    expect(await pickedOf(shipment)).toEqual(["TEST-A 2", "TEST-B 1"]);
  });

  test("nothing goes back in the queue once it is packed", async () => {
    const shipment = await packed();
    await expect(returnToQueue(wren, shipment)).rejects.toThrow(
      "is packed; it can't be put back in the queue",
    );
  });

  test("a box with a label stays closed", async () => {
    const shipment = await packed();
    await buyLabel(wren, shipment, { weightGrams: 2400 });
    await expect(unpackShipment(wren, shipment)).rejects.toThrow("has its label; it can't be picked");
    expect(await shipmentBench(wren, shipment)).toMatchObject({
      packages: [{ weightGrams: 2400, parcel: { weightGrams: 2400, status: "bought" } }],
    });
  });

  test("a label that nobody answered for is told and can be bought again", async () => {
    const shipment = await packed();
    house.carrier.refuses = new Error("down");
    await expect(buyLabel(wren, shipment)).rejects.toThrow("UPS gave no answer in time.");
    house.carrier.refuses = null;
    expect(await shipmentBench(wren, shipment)).toMatchObject({
      status: "packed",
      packages: [{ parcel: { status: "lost", failure: expect.stringContaining("gave no answer") } }],
    });
    await shipOrder(wren, shipment);
    expect(await shipmentBench(wren, shipment)).toMatchObject({
      status: "shipped",
      packages: [{ weightGrams: 2 * 500 + 1200 + 150, parcel: { status: "bought" } }],
    });
  });
});

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { providerUnavailable } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import { paidOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { assignShipments } from "./assign-shipments";
import { buyLabel } from "./buy-label";
import { dueLostLabels, findLostLabel } from "./find-lost-labels";
import { handoverBoard } from "./handover.queries";
import { labelOffers } from "./label-offers";
import { packShipment } from "./pack-shipment";
import { pickItem, startPicking } from "./pick-shipment";
import { shipOrder } from "./ship-order";
import { voidShipmentLabels } from "./void-shipment-labels";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 25, fedex: true, stock: { "TEST-A": { EAST: 200 } } });
});
afterEach(async () => {
  await shop.control("DELETE", "/control/faults");
  await expectSoundBooks(shop);
});
afterAll(() => shop.drop());

async function packed(method = "standard") {
  const order = await paidOrder(shop, [{ sku: "TEST-A", quantity: 2 }], { shippingMethod: method });
  const { shipments } = await assignShipments(shop.ctx(), order.id);
  const name = shipments[0] ?? "";
  await startPicking(shop.ctx(), name);
  await pickItem(shop.ctx(), name, "TEST-A", 2);
  await packShipment(shop.ctx(), name);
  return name;
}

const settled = (promise: Promise<unknown>) =>
  promise.then(
    () => true,
    () => false,
  );

const boughtOf = async (name: string) => {
  const [row] = await shop.rows<{ carrier: string; code: string; cost: number; reason: string }>(
    `select p.carrier, p.service_code as code, p.cost_amount as cost, p.shopping ->> 'reason' as reason from parcel p
      join shipment s on s.id = p.shipment_id where s.number = $1 and p.label_status = 'bought'`,
    [name],
  );
  return row;
};

type Theirs = { trackingNumber: string; voided: boolean };

/** What both carriers would charge for, and what the database says was bought. */
async function ledgers() {
  const theirs = await Promise.all(
    ["ups", "fedex"].map((carrier) => shop.control<Theirs[]>("GET", `/control/${carrier}/labels`)),
  );
  const ours = await shop.rows<{ number: string }>(
    "select tracking_number as number from parcel where label_status = 'bought'",
  );
  const charged = theirs.flat().filter(({ voided }) => !voided);
  return {
    charged: charged.map(({ trackingNumber }) => trackingNumber).sort(),
    bought: ours.map(({ number }) => number).sort(),
    made: theirs.flat().length,
  };
}

test("the label is the cheapest of both carriers' that keeps the promise, and costs what was asked", async () => {
  const name = await packed();
  const { offers } = await labelOffers(shop.ctx(), name);
  expect(new Set(offers.map(({ carrier }) => carrier))).toEqual(new Set(["ups", "fedex"]));
  const inTime = offers.filter((one) => one.inTime).map(({ cost }) => cost.amount);
  const taken = offers.find(({ chosen }) => chosen);
  expect(taken?.cost.amount).toBe(Math.min(...inTime));
  await buyLabel(shop.ctx(), name);
  expect(await boughtOf(name)).toMatchObject({
    carrier: taken?.carrier,
    code: taken?.serviceCode,
    cost: taken?.cost.amount,
  });
});

test("an express order gets an express service, and the promise is what decides", async () => {
  const name = await packed("express");
  const { offers } = await labelOffers(shop.ctx(), name);
  expect(offers.find(({ chosen }) => chosen)?.level).toBe("express");
});

test("one carrier's outage leaves the other one's label", async () => {
  for (const [down, other] of [
    ["ups", "fedex"],
    ["fedex", "ups"],
  ] as const) {
    const name = await packed();
    await shop.control("PUT", `/control/faults/${down}`, { errorRate: 1 });
    await buyLabel(shop.ctx(), name);
    expect(await boughtOf(name)).toMatchObject({
      carrier: other,
      reason: expect.stringContaining("gave no price in time"),
    });
    await shop.control("DELETE", "/control/faults");
  }
});

test("each carrier's parcels are on a list of its own", async () => {
  const [one, two] = [await packed(), await packed()];
  const offerOf = async (name: string, carrier: string) => {
    const found = (await labelOffers(shop.ctx(), name)).offers.find((offer) => offer.carrier === carrier);
    if (!found) throw new Error(`${carrier} offers nothing.`);
    return { carrier: found.carrier, serviceCode: found.serviceCode };
  };
  await buyLabel(shop.ctx(), one, { offer: await offerOf(one, "ups") });
  await buyLabel(shop.ctx(), two, { offer: await offerOf(two, "fedex") });
  await shipOrder(shop.ctx(), one);
  await shipOrder(shop.ctx(), two);
  const { open } = await handoverBoard(shop.ctx());
  expect(open.map(({ carrier }) => carrier).sort()).toEqual(["fedex", "ups"]);
});

test("after a day of lost answers, silence and changes of mind, both carriers' lists are ours", async () => {
  const names: string[] = [];
  for (let i = 0; i < 8; i += 1) names.push(await packed());
  const impatient = (): WithPorts => {
    const ctx = shop.ctx();
    const { ups, fedex } = ctx.ports.carriers;
    if (!ups || !fedex) throw new Error("Both carriers are needed.");
    const forgetful = (real: typeof ups, every: number): typeof ups => {
      let asked = 0;
      return {
        ...real,
        async book(parcel) {
          const booked = await real.book(parcel);
          asked += 1;
          if (asked % every === 0) throw providerUnavailable(real.name, new Error("the line broke"));
          return booked;
        },
      };
    };
    return {
      ...ctx,
      ports: { ...ctx.ports, carriers: { ups: forgetful(ups, 1), fedex: forgetful(fedex, 1) } },
    };
  };
  // Every first try loses its answer, at the carrier of the moment; some change their mind, and all are bought in the end.
  await Promise.all(names.map((name) => settled(buyLabel(impatient(), name))));
  await shop.control("PUT", "/control/faults/fedex", { errorRate: 0.3 });
  await shop.control("PUT", "/control/faults/ups", { errorRate: 0.3 });
  for (const [i, name] of names.entries()) {
    await settled(buyLabel(shop.ctx(), name));
    if (i % 3 === 0) await settled(voidShipmentLabels(shop.ctx(), name));
  }
  await shop.control("DELETE", "/control/faults");
  for (const name of names) await settled(shipOrder(shop.ctx(), name));
  for (let round = 0; round < 8; round += 1) {
    await shop.advance(4 * 3_600);
    for (const { id } of await dueLostLabels(shop.ctx(), 50)) await settled(findLostLabel(shop.ctx(), id));
  }
  const { charged, bought, made } = await ledgers();
  expect(charged).toEqual(bought);
  expect(made).toBeGreaterThan(bought.length + 7);
  expect(await shop.rows("select 1 from parcel where label_status in ('lost', 'requested')")).toEqual([]);
}, 60_000);

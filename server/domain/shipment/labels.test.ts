import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import type { CreatedOrder } from "@/server/domain/order/create-order";
import { holdOrder } from "@/server/domain/order/hold-order";
import { readOrder } from "@/server/domain/order/order.store";
import { closePayments } from "@/server/domain/payment/close-payments";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";
import { money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";
import type { Carrier, CarrierRate, Parcel } from "@/server/ports/carrier";
import { eventsOf, paidOrder, shipmentsOf, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { assignShipments } from "./assign-shipments";
import { buyLabel } from "./buy-label";
import { closeManifest } from "./close-manifest";
import { dueLostLabels, findLostLabel, loseUnheardLabels } from "./find-lost-labels";
import { handOver, handOverScanned } from "./hand-over";
import { handoverBoard, manifestPaper } from "./handover.queries";
import { labelOffers } from "./label-offers";
import { packShipment } from "./pack-shipment";
import { pickItem, startPicking } from "./pick-shipment";
import { shipOrder } from "./ship-order";
import { shipmentBench } from "./shipment.queries";
import { unpackShipment } from "./unpack-shipment";
import { voidLabels } from "./void-labels";
import { voidShipmentLabels } from "./void-shipment-labels";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 25, stock: { "TEST-A": { EAST: 400 }, "TEST-B": { EAST: 400 } } });
  await shop.rows(
    `insert into packaging (id, name, length_mm, width_mm, height_mm, empty_grams, max_grams)
     values ('0198d6a2-3b7e-7c11-9a55-4f1f6f0f8a01', 'Small box', 250, 180, 120, 140, 5000),
            ('0198d6a2-3b7e-7c11-9a55-4f1f6f0f8a02', 'Large box', 500, 400, 350, 700, 6000)`,
  );
});
afterEach(async () => {
  await shop.control("DELETE", "/control/faults");
  await expectSoundBooks(shop);
  await expectNoOrphans();
});
afterAll(() => shop.drop());

const count = (names: string[], name: string) => names.filter((one) => one === name).length;
const settled = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A paid order of one shipment, picked and packed as it is suggested. TEST-B weighs 1.2 kg: four fill a large box. */
async function packed(quantity = 1, sku = "TEST-A", over: Record<string, unknown> = {}) {
  const order = await paidOrder(shop, [{ sku, quantity }], over);
  const { shipments } = await assignShipments(shop.ctx(), order.id);
  const name = shipments[0] ?? "";
  await startPicking(shop.ctx(), name);
  await pickItem(shop.ctx(), name, sku, quantity);
  await packShipment(shop.ctx(), name);
  return { order, name };
}

type Row = { position: number; status: string; number: string | null };
const labels = (name: string): Promise<Row[]> =>
  shop.rows<Row>(
    `select p.position, p.label_status as status, p.tracking_number as number from parcel p
      join shipment s on s.id = p.shipment_id where s.number = $1 order by p.position, p.created_at, p.id`,
    [name],
  );
const statusOf = async (order: CreatedOrder) => (await shipmentsOf(shop, order.id))[0]?.status;

/** The carrier's labels and ours are the same ones: what it would charge for is what we say we bought. */
async function expectNoOrphans(): Promise<void> {
  const theirs = await shop.control<{ trackingNumber: string; voided: boolean }[]>(
    "GET",
    "/control/ups/labels",
  );
  const ours = await shop.rows<{ number: string }>(
    "select tracking_number as number from parcel where label_status = 'bought'",
  );
  expect(
    theirs
      .filter((one) => !one.voided)
      .map((one) => one.trackingNumber)
      .sort(),
  ).toEqual(ours.map(({ number }) => number).sort());
}

const carrierWith = (change: (real: Carrier) => Partial<Carrier>): WithPorts => {
  const ctx = shop.ctx();
  const real = ctx.ports.carriers.ups;
  if (!real) throw new Error("UPS is not set up.");
  return { ...ctx, ports: { ...ctx.ports, carriers: { ups: { ...real, ...change(real) } } } };
};

/** Buys, and never says so. */
const answerLost = () =>
  carrierWith((real) => ({
    async book(parcel) {
      await real.book(parcel);
      throw providerUnavailable("UPS", new Error("time-out"));
    },
  }));

/** Looks for what is lost, as the sweep does when it is due. */
async function findLost(): Promise<number> {
  await shop.advance(120);
  const due = await dueLostLabels(shop.ctx(), 50);
  for (const { id } of due) await settled(findLostLabel(shop.ctx(), id));
  return due.length;
}

describe("labels of several packages", () => {
  test("are one each, though the button is pressed twenty times at once", async () => {
    const { order, name } = await packed(11, "TEST-B");
    const results = await Promise.all(Array.from({ length: 20 }, () => settled(buyLabel(shop.ctx(), name))));
    for (const error of results.filter(Boolean)) expect(error).toMatchObject({ kind: "invalid_transition" });
    expect(results.filter((error) => !error).length).toBeGreaterThanOrEqual(1);
    const rows = await labels(name);
    expect(rows.map(({ position, status }) => [position, status])).toEqual([
      [1, "bought"],
      [2, "bought"],
      [3, "bought"],
    ]);
    const { trackingNumbers } = await shipOrder(shop.ctx(), name);
    expect(trackingNumbers).toEqual(rows.map(({ number }) => number));
    const [shipped] = await shop.rows<{ payload: { trackingNumbers: string[]; complete: boolean } }>(
      "select payload from event where name = 'OrderShipped' and order_id = $1",
      [order.id],
    );
    expect(shipped?.payload).toMatchObject({ trackingNumbers, complete: true });
    expect((await readOrder(shop.ctx(), order.id)).status).toBe("shipped");
  });

  test("that were refused for one are bought for it alone the next time, by the same service", async () => {
    const { order, name } = await packed(8, "TEST-B");
    const picky = carrierWith((real) => ({
      async book(parcel) {
        if (parcel.reference.endsWith("/2")) throw new DomainError("invalid_input", "UPS refused it.");
        return real.book(parcel);
      },
    }));
    await expect(buyLabel(picky, name)).rejects.toMatchObject({ message: "UPS refused it." });
    expect(await statusOf(order)).toBe("packed");
    await expect(unpackShipment(shop.ctx(), name)).rejects.toMatchObject({
      message: `A package of shipment ${name} has its label. Void it before you open the box.`,
    });
    await buyLabel(shop.ctx(), name);
    expect(await statusOf(order)).toBe("labelled");
    expect((await labels(name)).map(({ position, status }) => [position, status])).toEqual([
      [1, "bought"],
      [2, "failed"],
      [2, "bought"],
    ]);
    const bench = await shipmentBench(shop.ctx(), name);
    expect(bench.packages[1]?.parcel?.reason).toBe("As the other packages of this shipment.");
    expect(new Set(bench.labels.map(({ serviceName }) => serviceName)).size).toBe(1);
    expect(count(await eventsOf(shop, order.id), "LabelBought")).toBe(2);
  });

  test("carry the weights that the scales said", async () => {
    const { name } = await packed(8, "TEST-B");
    await buyLabel(shop.ctx(), name, { weights: [{ position: 2, weightGrams: 4_321 }] });
    expect(
      await shop.rows(
        "select position, weight_grams from parcel p join shipment s on s.id = p.shipment_id where s.number = $1 order by 1",
        [name],
      ),
    ).toEqual([
      { position: 1, weight_grams: 5_500 },
      { position: 2, weight_grams: 4_321 },
    ]);
    await expect(
      buyLabel(shop.ctx(), (await packed()).name, { weights: [{ position: 9, weightGrams: 5 }] }),
    ).rejects.toMatchObject({ kind: "invalid_input" });
  });
});

describe("packing", () => {
  test("takes the packer's boxes, and again until there is a label", async () => {
    const { name } = await packed(4, "TEST-B");
    const { goods } = await shipmentBench(shop.ctx(), name);
    const [line] = goods;
    if (!line) throw new Error("The shipment is empty.");
    const some = (quantity: number) => ({
      packagingId: null,
      size: null,
      lines: [{ orderLineId: line.orderLineId, stockLevelId: line.stockLevelId, quantity }],
    });
    await packShipment(shop.ctx(), name, [some(1), some(3)]);
    const bench = await shipmentBench(shop.ctx(), name);
    expect(bench.packages.map(({ units, weightGrams }) => [units, weightGrams])).toEqual([
      [1, 1_350],
      [3, 3_750],
    ]);
    await expect(packShipment(shop.ctx(), name, [some(1)])).rejects.toMatchObject({
      message: "3 × Test article B are in no package.",
    });
    await buyLabel(shop.ctx(), name);
    await expect(packShipment(shop.ctx(), name, [some(4)])).rejects.toMatchObject({
      kind: "invalid_transition",
    });
  });

  test("suggests the smallest box, and forgets it when the box is opened", async () => {
    const { name } = await packed(2);
    expect((await shipmentBench(shop.ctx(), name)).packages).toMatchObject([
      { box: "Small box", weightGrams: 1_140 },
    ]);
    await unpackShipment(shop.ctx(), name);
    const open = await shipmentBench(shop.ctx(), name);
    expect(open.packages).toEqual([]);
    expect(open.suggestion).toHaveLength(1);
    await packShipment(shop.ctx(), name);
  });
});

describe("a label whose answer was lost", () => {
  test("does not keep the next one waiting, and is found and given back", async () => {
    const { order, name } = await packed();
    await expect(buyLabel(answerLost(), name)).rejects.toMatchObject({ kind: "provider_unavailable" });
    expect(await statusOf(order)).toBe("packed");
    await shipOrder(shop.ctx(), name);
    expect((await labels(name)).map(({ status }) => status)).toEqual(["lost", "bought"]);
    expect(await dueLostLabels(shop.ctx(), 10)).toEqual([]);
    expect(await findLost()).toBe(1);
    expect((await labels(name)).map(({ status }) => status)).toEqual(["voided", "bought"]);
    const events = await eventsOf(shop, order.id);
    expect([count(events, "LabelLost"), count(events, "LabelVoided"), count(events, "LabelBought")]).toEqual([
      1, 1, 1,
    ]);
    expect(await findLost()).toBe(0);
  });

  test("over a broken line: what the carrier made and never told is void in the end", async () => {
    const { name } = await packed(8, "TEST-B");
    await shop.control("PUT", "/control/faults/ups", { answerLossRate: 1, answerLossOn: "/ship" });
    await expect(buyLabel(shop.ctx(), name)).rejects.toMatchObject({ kind: "provider_unavailable" });
    await shop.control("DELETE", "/control/faults");
    const made = await shop.control<{ references: string[] }[]>("GET", "/control/ups/labels");
    expect(made.filter(({ references }) => references.some((one) => one.startsWith(name)))).toHaveLength(2);
    await buyLabel(shop.ctx(), name);
    expect(await findLost()).toBe(2);
    expect((await labels(name)).map(({ status }) => status).sort()).toEqual([
      "bought",
      "bought",
      "voided",
      "voided",
    ]);
  });

  test("that was never made is looked for ever more rarely, and given up after a day", async () => {
    const { name } = await packed();
    const mute = carrierWith(() => ({
      book: () => Promise.reject(providerUnavailable("UPS", new Error("time-out"))),
    }));
    await expect(buyLabel(mute, name)).rejects.toMatchObject({ kind: "provider_unavailable" });
    const looks: number[] = [];
    for (let minute = 1; minute <= 26 * 60; minute += 30) {
      await shop.advance(minute === 1 ? 60 : 1_800);
      const due = await dueLostLabels(shop.ctx(), 10);
      for (const { id } of due) await findLostLabel(shop.ctx(), id);
      if (due.length > 0) looks.push(minute);
    }
    expect(looks.length).toBeLessThan(20);
    expect(looks.at(-1)).toBeGreaterThan(24 * 60);
    expect((await labels(name)).map(({ status }) => status)).toEqual(["failed"]);
  });

  test("because our process died is found by the sweep, and the button works meanwhile", async () => {
    const { name } = await packed();
    const dying = carrierWith((real) => ({
      async book(parcel: Parcel) {
        await real.book(parcel);
        // What a crash leaves: the intent, and no word of what became of it.
        return new Promise<never>(() => undefined);
      },
    }));
    void buyLabel(dying, name);
    await expect.poll(async () => (await labels(name)).map(({ status }) => status)).toEqual(["requested"]);
    await expect.poll(async () => (await labelsMade(name)).length).toBe(1);
    await expect(buyLabel(shop.ctx(), name)).rejects.toMatchObject({ kind: "invalid_transition" });
    await shop.advance(180);
    expect(await loseUnheardLabels(shop.ctx(), new Date(shop.clock.now().getTime() - 120_000))).toBe(1);
    await shipOrder(shop.ctx(), name);
    expect(await findLost()).toBe(1);
    expect((await labels(name)).map(({ status }) => status)).toEqual(["voided", "bought"]);
  });

  test("and comes after it was given up, goes straight back", async () => {
    const { name } = await packed();
    const slow = carrierWith((real) => ({
      async book(parcel) {
        const booked = await real.book(parcel);
        await loseUnheardLabels(shop.ctx(), new Date(shop.clock.now().getTime() + 1_000));
        return booked;
      },
    }));
    await expect(buyLabel(slow, name)).rejects.toMatchObject({ kind: "provider_unavailable" });
    expect((await labels(name)).map(({ status }) => status)).toEqual(["voided"]);
    await shipOrder(shop.ctx(), name);
  });

  test("stays wanted back while the carrier is down", async () => {
    const { name } = await packed();
    await expect(buyLabel(answerLost(), name)).rejects.toMatchObject({ kind: "provider_unavailable" });
    await shop.control("PUT", "/control/faults/ups", { errorRate: 1 });
    await findLost();
    expect((await labels(name)).map(({ status }) => status)).toEqual(["lost"]);
    await shop.control("DELETE", "/control/faults");
    await findLost();
    expect((await labels(name)).map(({ status }) => status)).toEqual(["voided"]);
  });
});

const labelsMade = async (name: string) =>
  (await shop.control<{ references: string[] }[]>("GET", "/control/ups/labels")).filter(({ references }) =>
    references.some((one) => one.startsWith(name)),
  );

describe("voiding before the parcels have left", () => {
  test("gives every label back, and the next ones are bought anew", async () => {
    const { order, name } = await packed(8, "TEST-B");
    const first = await buyLabel(shop.ctx(), name);
    expect(await voidShipmentLabels(shop.ctx(), name)).toEqual({
      voided: first.trackingNumbers,
      waiting: [],
    });
    expect(await voidShipmentLabels(shop.ctx(), name)).toEqual({ voided: [], waiting: [] });
    expect(await statusOf(order)).toBe("packed");
    const { trackingNumbers } = await shipOrder(shop.ctx(), name);
    expect(trackingNumbers.some((number) => first.trackingNumbers.includes(number))).toBe(false);
    await expect(voidShipmentLabels(shop.ctx(), name)).rejects.toMatchObject({
      message: `Shipment ${name} has left the warehouse; its label can't be voided any more.`,
    });
    expect(count(await eventsOf(shop, order.id), "LabelVoided")).toBe(2);
  });

  test("and shipping at the same time do not both happen", async () => {
    const made = await Promise.all([packed(), packed(), packed(), packed()]);
    for (const { name } of made) await buyLabel(shop.ctx(), name);
    for (const { order, name } of made) {
      await Promise.all([
        settled(voidShipmentLabels(shop.ctx(), name)),
        settled(handOver(shop.ctx(), [name])),
        settled(voidShipmentLabels(shop.ctx(), name)),
      ]);
      const bought = (await labels(name)).filter(({ status }) => status === "bought").length;
      expect(bought).toBe((await statusOf(order)) === "packed" ? 0 : 1);
    }
  });

  test("works on hold, and for a cancelled order", async () => {
    const held = await packed();
    await buyLabel(shop.ctx(), held.name);
    await holdOrder(shop.ctx(), held.order.id, { reason: "manual", note: "Wait." });
    expect((await voidShipmentLabels(shop.ctx(), held.name)).voided).toHaveLength(1);
    const gone = await packed();
    await buyLabel(shop.ctx(), gone.name);
    await cancelOrder(shop.ctx(), gone.order.id, { reason: "customer" });
    await closePayments(shop.ctx(), gone.order.id);
    await Promise.all([voidShipmentLabels(shop.ctx(), gone.name), voidLabels(shop.ctx(), gone.order.id)]);
    expect((await labels(gone.name)).map(({ status }) => status)).toEqual(["voided"]);
    expect(count(await eventsOf(shop, gone.order.id), "LabelVoided")).toBe(1);
  });

  test("that the carrier is too busy for is made up for, and another label can be bought at once", async () => {
    const { name } = await packed();
    const { trackingNumber } = await buyLabel(shop.ctx(), name);
    const down = carrierWith(() => ({ voidLabel: () => Promise.reject(providerUnavailable("UPS", null)) }));
    expect(await voidShipmentLabels(down, name)).toEqual({ voided: [], waiting: [trackingNumber] });
    await shipOrder(shop.ctx(), name);
    await findLost();
    expect((await labels(name)).map(({ status }) => status)).toEqual(["voided", "bought"]);
  });

  test("that the carrier refuses leaves the label as good as it was", async () => {
    const { order, name } = await packed();
    const { trackingNumber } = await buyLabel(shop.ctx(), name);
    const scanned = carrierWith(() => ({
      voidLabel: () =>
        Promise.reject(new DomainError("invalid_transition", "UPS won't void this label: scanned.")),
    }));
    await expect(voidShipmentLabels(scanned, name)).rejects.toMatchObject({
      message: "UPS won't void this label: scanned.",
    });
    expect(await statusOf(order)).toBe("labelled");
    expect(await shipOrder(shop.ctx(), name)).toMatchObject({ trackingNumber });
  });
});

describe("the service that is bought", () => {
  const rate = (
    serviceCode: string,
    serviceName: string,
    amount: number,
    deliverBy: string,
  ): CarrierRate => ({
    carrier: "ups",
    serviceCode,
    serviceName,
    level: "standard",
    cost: money(amount, "USD"),
    deliverBy,
  });
  const quoting = (...rates: CarrierRate[]) => carrierWith(() => ({ rates: async () => rates }));
  const stored = async (name: string) =>
    (
      await shop.rows<{ code: string; reason: string; offers: number }>(
        `select service_code as code, shopping ->> 'reason' as reason, jsonb_array_length(shopping -> 'offers') as offers
           from parcel p join shipment s on s.id = p.shipment_id where s.number = $1`,
        [name],
      )
    )[0];

  test("is written down with its reason and the others that were offered", async () => {
    const { order, name } = await packed();
    await shop.rows("update orders set deliver_by = '2027-01-08' where id = $1", [order.id]);
    const ctx = quoting(
      rate("03", "UPS Ground", 900, "2027-01-08"),
      rate("12", "UPS 3 Day Select", 1_500, "2027-01-06"),
      rate("02", "UPS 2nd Day Air", 800, "2027-01-09"),
    );
    expect(await labelOffers(ctx, name)).toMatchObject({ serviceCode: "03", offers: { length: 3 } });
    await buyLabel(ctx, name);
    expect(await stored(name)).toEqual({
      code: "03",
      reason: "UPS Ground is the cheapest of 2 services that arrive by Fri 8 Jan as promised.",
      offers: 3,
    });
  });

  test("is another one when a person says so", async () => {
    const { name } = await packed();
    const ctx = quoting(
      rate("03", "UPS Ground", 900, "2027-01-08"),
      rate("12", "UPS 3 Day Select", 1_500, "2027-01-06"),
    );
    await buyLabel(ctx, name, { offer: { carrier: "ups", serviceCode: "12" } });
    expect(await stored(name)).toEqual({ code: "12", reason: "Chosen by hand.", offers: 2 });
  });

  test("is the usual one when no price comes in time", async () => {
    const { name } = await packed();
    await buyLabel(
      carrierWith(() => ({ rates: () => Promise.reject(providerUnavailable("UPS", null)) })),
      name,
    );
    expect(await stored(name)).toMatchObject({
      code: "03",
      reason: "UPS gave no price in time. UPS and its usual service are taken.",
    });
  });

  test("comes as a picture, or for a label printer when the shop says so", async () => {
    const format = async (name: string) =>
      (await shipmentBench(shop.ctx(), name)).labels.map((label) => label.format);
    const picture = await packed();
    await buyLabel(shop.ctx(), picture.name);
    expect(await format(picture.name)).toEqual(["GIF"]);
    await shop.set("zplLabels", true);
    const printed = await packed();
    await buyLabel(shop.ctx(), printed.name);
    expect(await format(printed.name)).toEqual(["ZPL"]);
    await shop.set("zplLabels", false);
  });

  test("abroad says what is inside, at what the customer paid", async () => {
    const { name } = await packed(3, "TEST-A", {
      shippingAddress: {
        name: "Ada Moreno",
        line1: "10 King Street",
        city: "Toronto",
        region: "ON",
        postalCode: "M5H 1A1",
        country: "CA",
      },
    });
    const seen: Parcel[] = [];
    const ctx = carrierWith((real) => ({
      book: (parcel) => {
        seen.push(parcel);
        return real.book(parcel);
      },
    }));
    await shop.rows("update variant set hs_code = '6912.00', origin_country = 'PT' where sku = 'TEST-A'");
    await buyLabel(ctx, name);
    expect(seen[0]?.contents).toEqual([
      {
        description: "Test article A",
        quantity: 3,
        unitValue: money(1_000, "USD"),
        weightGrams: 500,
        hsCode: "6912.00",
        originCountry: "PT",
      },
    ]);
  });
});

describe("the hand-over", () => {
  test("ships many at once, each once, with a word for what was not", async () => {
    const made = await Promise.all([packed(), packed(), packed(8, "TEST-B")]);
    const names = made.map(({ name }) => name);
    for (const name of names) await buyLabel(shop.ctx(), name);
    const unpacked = await packed();
    await holdOrder(shop.ctx(), made[0]?.order.id ?? unpacked.order.id, { reason: "manual", note: "Wait." });
    const board = await handoverBoard(shop.ctx());
    expect(board.ready.map(({ shipment }) => shipment)).toEqual(expect.arrayContaining(names));
    expect(board.ready.find(({ shipment }) => shipment === names[2])).toMatchObject({
      packages: 2,
      place: "EAST",
      carrier: "ups",
    });
    const both = await Promise.all([handOver(shop.ctx(), names), handOver(shop.ctx(), names)]);
    for (const results of both)
      expect(results.map(({ shipment, ok }) => [shipment, ok])).toEqual([
        [names[0], false],
        [names[1], true],
        [names[2], true],
      ]);
    for (const { order } of made.slice(1))
      expect(count(await eventsOf(shop, order.id), "OrderShipped")).toBe(1);
  });

  test("takes a scanned label, and says what is wrong with another", async () => {
    const { name } = await packed(8, "TEST-B");
    const old = await buyLabel(shop.ctx(), name);
    await voidShipmentLabels(shop.ctx(), name);
    const { trackingNumbers } = await buyLabel(shop.ctx(), name);
    await expect(handOverScanned(shop.ctx(), old.trackingNumber)).rejects.toMatchObject({
      message: `This label of ${name} was given back to the carrier. Take it off, and print the new one.`,
    });
    await expect(handOverScanned(shop.ctx(), "1Z999AA10123456784")).rejects.toMatchObject({
      kind: "not_found",
    });
    expect(await handOverScanned(shop.ctx(), ` ${trackingNumbers[1]?.toLowerCase()} `)).toMatchObject({
      shipment: name,
      ok: true,
      packages: 2,
      already: false,
    });
    expect(await handOverScanned(shop.ctx(), trackingNumbers[0] ?? "")).toMatchObject({
      ok: true,
      already: true,
    });
    const waiting = await packed();
    await expect(handOverScanned(shop.ctx(), waiting.name)).rejects.toMatchObject({
      message: `Shipment ${waiting.name} has no label yet.`,
    });
  });

  test("puts parcels on one open list a place and carrier, which closes once", async () => {
    const made = await Promise.all([packed(), packed(), packed(), packed()]);
    for (const { name } of made) await buyLabel(shop.ctx(), name);
    for (const { number } of (await handoverBoard(shop.ctx())).open) await closeManifest(shop.ctx(), number);
    const [last] = made.splice(3);
    await Promise.all(made.map(({ name }) => shipOrder(shop.ctx(), name)));
    const { open } = await handoverBoard(shop.ctx(), "EAST");
    expect(open).toMatchObject([{ place: "EAST", carrier: "ups", parcels: 3 }]);
    const number = open[0]?.number ?? "";
    const closed = await Promise.all([1, 2, 3].map(() => closeManifest(shop.ctx(), number)));
    expect(closed).toEqual(Array.from({ length: 3 }, () => ({ manifest: number, parcels: 3 })));
    const events = await shop.rows(
      "select 1 from event where name = 'ManifestClosed' and payload ->> 'manifest' = $1",
      [number],
    );
    expect(events).toHaveLength(1);
    await shipOrder(shop.ctx(), last?.name ?? "");
    expect((await handoverBoard(shop.ctx(), "EAST")).open).toMatchObject([{ parcels: 1 }]);
    const paper = await manifestPaper(shop.ctx(), number);
    expect(paper.parcels.map(({ shipment }) => shipment).sort()).toEqual(made.map(({ name }) => name).sort());
    expect(paper.closedAt).not.toBeNull();
  });
});

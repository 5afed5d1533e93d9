import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { holdOrder } from "@/server/domain/order/hold-order";
import { liftHold } from "@/server/domain/order/lift-hold";
import { closePayments } from "@/server/domain/payment/close-payments";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { returnToQueue } from "@/server/domain/shipment/return-to-queue";
import { shipmentBench, shipmentQueue } from "@/server/domain/shipment/shipment.queries";
import { takeNext } from "@/server/domain/shipment/take-next";
import { type Id, newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { paidOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { leaveWave } from "./leave-wave";
import { pickForWave } from "./pick-for-wave";
import { releaseWave } from "./release-wave";
import { startWave } from "./start-wave";
import { openWalks, walkView } from "./wave.queries";

let shop: TestApp;
let wren: WithPorts;
let rowan: WithPorts;

const person = async (name: string): Promise<WithPorts> => {
  const id = newId<"user">();
  await shop.rows(
    "insert into app_user (id, email, name, password_hash, role) values ($1, $2, $3, '-', 'warehouse')",
    [id, `${id}@shop.test`, name],
  );
  return shop.ctx({ kind: "staff", id, name, role: "warehouse" });
};

beforeAll(async () => {
  shop = await testApp({
    stock: { "TEST-A": { EAST: 900, WEST: 20 }, "TEST-B": { EAST: 900 }, "TEST-FOOD": { EAST: 60 } },
    pool: 12,
  });
  await shop.rows(`update stock_level s set bin = case v.sku when 'TEST-A' then 'A-10' when 'TEST-B' then 'A-02' end
                     from variant v where v.id = s.variant_id`);
  wren = await person("Wren Castillo");
  rowan = await person("Rowan Bell");
});
afterAll(() => shop.drop());

type Lines = { sku: string; quantity: number }[];
const a = (quantity: number): Lines => [{ sku: "TEST-A", quantity }];

async function assigned(lines: Lines) {
  const order = await paidOrder(shop, lines);
  const { shipments } = await assignShipments(shop.ctx(), order.id);
  return { ...order, shipment: shipments[0] ?? "" };
}
/** Cancels as a customer's call does, and asks for the money to go back. */
async function cancel(id: Id<"order"> | undefined) {
  if (!id) throw new Error("There is no such order.");
  await cancelOrder(shop.ctx(), id, { reason: "staff" });
  await closePayments(shop.ctx(), id);
}
/** Nothing of earlier tests waits any more. */
const clear = () =>
  shop.rows("update shipment set status = 'cancelled' where status in ('assigned', 'picking')");

async function walkOf(...orders: Lines[]) {
  const placed = [];
  for (const lines of orders) placed.push(await assigned(lines));
  const numbers = placed.map(({ shipment }) => shipment);
  const { wave } = await startWave(wren, { location: "EAST", shipments: numbers });
  return { wave, orders: placed, numbers };
}
const pick = (ctx: WithPorts, wave: string, code: string, quantity = 1, over: object = {}) =>
  pickForWave(ctx, { wave, code, quantity, ...over });
const pickedOf = async (wave: string) =>
  (await walkView(wren, wave)).totes.map(({ slot, picked, units }) => `${slot}: ${picked}/${units}`);

describe("taking the next shipment", () => {
  test("ten who press at once get ten different ones, and the eleventh hears that nothing is left", async () => {
    await clear();
    const waiting: string[] = [];
    for (let i = 0; i < 10; i += 1) waiting.push((await assigned(a(1))).shipment);
    const people = await Promise.all([...Array(10)].map((_, i) => person(`Picker ${i}`)));
    const taken = await Promise.all(people.map((ctx) => takeNext(ctx, { location: "EAST" })));
    expect(taken.map(({ shipment }) => shipment).sort()).toEqual([...waiting].sort());
    expect(await takeNext(wren, { location: "EAST" })).toEqual({ shipment: null });
    const queue = await shipmentQueue(people[3] as WithPorts, { only: "mine" });
    expect(queue.items).toMatchObject([{ number: taken[3]?.shipment, mine: true, pickedBy: "Picker 3" }]);
  });

  test("gives the oldest promise of the place, and nothing that is on hold", async () => {
    await clear();
    const held = await assigned(a(1));
    const first = await assigned(a(1));
    await holdOrder(shop.ctx(), held.id, { reason: "manual", note: "Wait." });
    expect(await takeNext(wren, { location: "WEST" })).toEqual({ shipment: null });
    expect(await takeNext(wren, { location: "EAST" })).toEqual({ shipment: first.shipment });
    expect(await takeNext(wren, {})).toEqual({ shipment: null });
  });

  test("waits for who is about the last one, and takes it when they let it go", async () => {
    await clear();
    const { shipment } = await assigned(a(1));
    const [first, second] = await Promise.all([
      shop.app.db.transaction(async (tx) => {
        await tx.execute(
          `select 1 from orders o join shipment s on s.order_id = o.id where s.number = '${shipment}' for update`,
        );
        await tx.execute("select pg_sleep(0.2)");
        return "looked";
      }),
      takeNext(wren, { location: "EAST" }),
    ]);
    expect([first, second]).toEqual(["looked", { shipment }]);
  });
});

describe("a walk", () => {
  test("takes the next by promise up to its size, a tote each, off the queue at once", async () => {
    await clear();
    await shop.set("waveSize", 3);
    const numbers: string[] = [];
    for (let i = 0; i < 4; i += 1) numbers.push((await assigned(a(1))).shipment);
    const { wave, shipments } = await startWave(wren, { location: "EAST" });
    expect(shipments).toEqual(numbers.slice(0, 3));
    expect(wave).toMatch(/^WV-\d+$/);
    const view = await walkView(wren, wave);
    expect(view).toMatchObject({ picker: "Wren Castillo", place: "EAST", endedAt: null, scanBins: true });
    expect(view.totes.map(({ slot, shipment }) => [slot, shipment])).toEqual(
      shipments.map((shipment, i) => [i + 1, shipment]),
    );
    expect(await takeNext(rowan, { location: "EAST" })).toEqual({ shipment: numbers[3] });
    await expect(startPicking(rowan, numbers[0] ?? "")).rejects.toThrow("Wren Castillo is picking shipment");
    await expect(startWave(rowan, { location: "EAST" })).rejects.toThrow(
      "Nothing waits to be picked in EAST.",
    );
    await shop.set("waveSize", 8);
  });

  test("two who start at once share the queue between them", async () => {
    await clear();
    await shop.set("waveSize", 3);
    for (let i = 0; i < 5; i += 1) await assigned(a(1));
    const [mine, theirs] = await Promise.all([
      startWave(wren, { location: "EAST" }),
      startWave(rowan, { location: "EAST" }),
    ]);
    const all = [...mine.shipments, ...theirs.shipments];
    expect(new Set(all).size).toBe(all.length);
    await shop.set("waveSize", 8);
  });

  test("of chosen shipments leaves out what somebody has taken meanwhile", async () => {
    const one = await assigned(a(1));
    const other = await assigned(a(1));
    await startPicking(rowan, one.shipment);
    const started = await startWave(wren, { location: "EAST", shipments: [one.shipment, other.shipment] });
    expect(started).toMatchObject({ shipments: [other.shipment], gone: [one.shipment] });
    await expect(startWave(wren, { location: "EAST", shipments: [one.shipment] })).rejects.toThrow(
      "None of these shipments is free any more.",
    );
  });

  test("fills totes in their order with one scan for several, and ends with the last unit", async () => {
    const { wave, numbers } = await walkOf(a(2), [{ sku: "TEST-B", quantity: 1 }], a(3));
    const view = await walkView(wren, wave);
    expect(view.totes.flatMap(({ lines }) => lines.map(({ bin }) => bin))).toEqual(["A-10", "A-02", "A-10"]);
    expect(await pick(wren, wave, "TEST-A", 3)).toMatchObject({
      picked: 3,
      quantity: 5,
      left: 3,
      puts: [
        { slot: 1, shipment: numbers[0], units: 2 },
        { slot: 3, shipment: numbers[2], units: 1 },
      ],
    });
    await expect(pick(wren, wave, "TEST-A", 3)).rejects.toThrow(
      "3 of 5 are picked already; 3 more is too many.",
    );
    expect(await pickedOf(wave)).toEqual(["1: 2/2", "2: 0/1", "3: 1/3"]);
    expect(await openWalks(wren, (wren.actor as { id: Id<"user"> }).id)).toContainEqual({
      number: wave,
      place: "EAST",
    });
    await pick(wren, wave, "TEST-A", 2);
    expect(await pick(wren, wave, "test-b")).toMatchObject({ left: 0 });
    expect((await walkView(wren, wave)).endedAt).not.toBeNull();
    for (const number of numbers) await packShipment(wren, number);
    await expectSoundBooks(shop);
  });

  test("refuses another item, another shelf and another picker, and nothing changes", async () => {
    const { wave } = await walkOf(a(1));
    await expect(pick(wren, wave, "TEST-FOOD")).rejects.toThrow(
      `TEST-FOOD does not belong to walk ${wave}. Put it back.`,
    );
    await expect(pick(wren, wave, "TEST-A", 1, { bin: "A-02" })).rejects.toThrow(
      "Test article A is taken from A-10, not A-02.",
    );
    await expect(pick(rowan, wave, "TEST-A")).rejects.toThrow(`Wren Castillo is on walk ${wave}.`);
    expect(await pickedOf(wave)).toEqual(["1: 0/1"]);
    await pick(wren, wave, "TEST-A", 1, { bin: "a-10" });
  });
});

describe("the same scan sent again", () => {
  test("five times at once counts once and is answered alike, on a walk", async () => {
    const { wave } = await walkOf(a(3), a(2));
    const scan = crypto.randomUUID();
    const answers = await Promise.all([...Array(5)].map(() => pick(wren, wave, "TEST-A", 1, { scan })));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await pickedOf(wave)).toEqual(["1: 1/3", "2: 0/2"]);
  });

  test("five times at once counts once and is answered alike, on a single shipment", async () => {
    const { shipment } = await assigned(a(3));
    await startPicking(wren, shipment);
    const scan = crypto.randomUUID();
    const answers = await Promise.all(
      [...Array(5)].map(() => pickItem(wren, shipment, "TEST-A", 1, { scan })),
    );
    expect(answers.map(({ picked, left }) => [picked, left])).toEqual(Array(5).fill([1, 2]));
    expect((await shipmentBench(wren, shipment)).lines).toMatchObject([{ picked: 1 }]);
  });

  test("is answered alike even when the walk has long ended", async () => {
    const { wave, numbers } = await walkOf(a(1));
    const scan = crypto.randomUUID();
    const first = await pick(wren, wave, "TEST-A", 1, { scan });
    await packShipment(wren, numbers[0] ?? "");
    expect(await pick(wren, wave, "TEST-A", 1, { scan })).toEqual(first);
  });

  test("is looked at anew when it was refused, because it changed nothing", async () => {
    const { shipment } = await assigned(a(1));
    const scan = crypto.randomUUID();
    await expect(pickItem(wren, shipment, "TEST-A", 1, { scan })).rejects.toThrow("Start picking");
    await startPicking(wren, shipment);
    expect(await pickItem(wren, shipment, "TEST-A", 1, { scan })).toMatchObject({ picked: 1 });
  });
});

describe("amid a walk", () => {
  test("a cancelled order gets nothing more, and its tote says what has to go back", async () => {
    const { wave, orders } = await walkOf(a(2), a(2));
    await pick(wren, wave, "TEST-A", 3);
    await cancel(orders[1]?.id);
    const view = await walkView(wren, wave);
    expect(view.totes[1]).toMatchObject({ status: "cancelled", picked: 1, units: 2 });
    expect(view.endedAt).not.toBeNull();
    await leaveWave(wren, wave, orders[1]?.shipment ?? "");
    expect((await walkView(wren, wave)).totes).toHaveLength(1);
    await expectSoundBooks(shop);
  });

  test("an order on hold gets nothing until the hold is lifted, or goes back", async () => {
    const { wave, orders } = await walkOf(a(1), a(1));
    await holdOrder(shop.ctx(), orders[0]?.id as Id<"order">, { reason: "fraud", note: "Look." });
    expect(await pick(wren, wave, "TEST-A")).toMatchObject({ puts: [{ slot: 2 }], left: 0 });
    await expect(pick(wren, wave, "TEST-A")).rejects.toThrow("1 of 1 is picked already; 1 more is too many.");
    expect((await walkView(wren, wave)).totes[0]).toMatchObject({ held: "fraud", picked: 0 });
    await liftHold(shop.ctx(), orders[0]?.id as Id<"order">, { note: "Fine." });
    expect(await pick(wren, wave, "TEST-A")).toMatchObject({ puts: [{ slot: 1 }] });
    expect((await walkView(wren, wave)).endedAt).not.toBeNull();
  });

  test("what a colleague called back stays in sight until its tote is empty", async () => {
    const { wave, numbers } = await walkOf(a(2), a(1));
    await pick(wren, wave, "TEST-A", 1);
    await returnToQueue(rowan, numbers[0] ?? "");
    expect((await walkView(wren, wave)).totes[0]).toMatchObject({ status: "assigned", picked: 0 });
    await leaveWave(wren, wave, numbers[0] ?? "");
    await leaveWave(wren, wave, numbers[0] ?? "");
    expect((await walkView(wren, wave)).totes.map(({ shipment }) => shipment)).toEqual([numbers[1]]);
    await startPicking(rowan, numbers[0] ?? "");
  });

  test("ending it early keeps what is complete and gives the rest back, picked from the start", async () => {
    const { wave, numbers } = await walkOf(a(1), a(3));
    await pick(wren, wave, "TEST-A", 2);
    expect(await releaseWave(rowan, wave)).toEqual({ kept: [numbers[0]], returned: [numbers[1]] });
    expect(await releaseWave(rowan, wave)).toEqual({ kept: [numbers[0]], returned: [] });
    const benches = await Promise.all(numbers.map((number) => shipmentBench(wren, number)));
    expect(benches).toMatchObject([
      { status: "picking", lines: [{ picked: 1 }] },
      { status: "assigned", picker: null, lines: [{ picked: 0 }] },
    ]);
    expect((await walkView(wren, wave)).endedAt).not.toBeNull();
    await expectSoundBooks(shop);
  });

  test("picks, cancellations, holds and an early end at the same time leave sound books and no half shipment", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { wave, orders, numbers } = await walkOf(a(2), a(2), [...a(1), { sku: "TEST-B", quantity: 2 }]);
      const ids = orders.map(({ id }) => id);
      await Promise.allSettled([
        pick(wren, wave, "TEST-A", 3),
        pick(wren, wave, "TEST-B", 1),
        cancel(ids[0]),
        holdOrder(shop.ctx(), ids[1] as Id<"order">, { reason: "manual", note: "Hm." }),
        returnToQueue(rowan, numbers[2] ?? ""),
        releaseWave(rowan, wave),
        pick(wren, wave, "TEST-A", 1),
      ]);
      const half = await shop.rows(
        `select s.number, s.status from shipment s join shipment_line l on l.shipment_id = s.id
          where s.number = any($1) and s.status = 'assigned' and l.picked > 0`,
        [numbers],
      );
      expect(half).toEqual([]);
      await expectSoundBooks(shop);
    }
  });
});

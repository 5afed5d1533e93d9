import { openDatabase } from "@/db/client";
import { assigned } from "./lib/assigned";
import { contract, signIn } from "./lib/contract";
import { countOf, eachOf } from "./lib/each-of";
import { print, round } from "./lib/measure";
import { paidOrders, stockBothPlaces } from "./lib/paid-orders";
import { askCarriersNow, bringHome, moveOn, sentShipments } from "./lib/parcels-on-the-road";
import { hirePickers } from "./lib/pickers";
import { brokenInvariants } from "./lib/proof";
import { running } from "./lib/running";
import { labelsAtCarriers, type ShippingFaults, shippingFaults } from "./lib/shipping-faults";
import { pause, persist } from "./lib/stubborn";
import { emptyTally, pickStubbornly } from "./lib/stubborn-picker";
import { killBetween } from "./lib/victims";

/**
 * A day in the warehouse on which everything goes wrong: carriers lose answers and pushes, double them and mix them up, and
 * every process is killed, while parcels are made and again while they travel. Then it is calm, and the shop puts itself in
 * order. Every shipment must have left once, with one label a box and one mail, and each parcel must have come to its end.
 */
const count = Number(process.env.COUNT ?? 100);
const pickers = Number(process.env.PICKERS ?? 6);
const patience = Number(process.env.MINUTES ?? 15);
const victims = (process.env.VICTIMS ?? "web,sandbox,postgres").split(",").filter(Boolean);

const storm = {
  answerLossRate: 0.15,
  errorRate: 0.05,
  latencyMs: 30,
  webhooks: { lossRate: 0.3, duplicateRate: 0.3, reorder: true, delayMs: 500 },
};

const { web, sandbox, databaseUrl } = running();
const run = `ship-${Date.now()}`;
const db = openDatabase(databaseUrl, { max: 4 });
let broken = 1;
try {
  await calm();
  broken = await drill();
} finally {
  await calm();
  await db.$client.end();
}
process.exit(broken > 0 ? 1 : 0);

async function drill(): Promise<number> {
  const orders = await paidOrders({ web, sandbox }, run, count, await stockBothPlaces(db, web));
  print({ name: "drill.assigned", orders: orders.length, seconds: round(await assigned(db, orders)) });
  const before = (await labelsAtCarriers(sandbox)).length;
  await faults("ups", storm);
  await faults("fedex", storm);

  await workShift(await shipmentsOf(orders));
  const sent = await sentShipments(db, orders);
  await letTravel(sent);

  await calm();
  const calmSince = new Date();
  await eachOf(sent, 4, async (one, i) => {
    if (i % 2 === 1) await bringHome(sandbox, one, i);
  });
  const start = performance.now();
  const found = await settled(() => shippingFaults({ db, sandbox, run, orders, sent }, calmSince));
  const proof = await brokenInvariants(databaseUrl);
  const { rows } = await db.$client.query<{ status: string; n: number }>(
    `select p.label_status as status, count(*)::int as n from parcel p join shipment s on s.id = p.shipment_id
       join orders o on o.id = s.order_id where o.number = any($1) group by 1`,
    [orders],
  );
  print({
    name: "drill.ship",
    orders: orders.length,
    shipments: sent.length,
    fates: countOf(sent.map(({ fate }) => fate)),
    parcels: Object.fromEntries(rows.map(({ status, n }) => [status, n])),
    labelsMade: (await labelsAtCarriers(sandbox)).length - before,
    settledAfterSeconds: round((performance.now() - start) / 1000),
    ...Object.fromEntries(Object.entries(found).map(([what, of]) => [what, of.length])),
    brokenInvariants: proof,
  });
  for (const [what, of] of Object.entries(found))
    if (of.length > 0) print({ name: "drill.ship.broken", what, first: of.slice(0, 10) });
  return Object.values(found).flat().length + proof.length;

  async function settled(look: () => Promise<ShippingFaults>): Promise<ShippingFaults> {
    const deadline = Date.now() + patience * 60_000;
    for (;;) {
      const faulty = await persist(async () => {
        await askCarriersNow(db, sent);
        return { done: await look() };
      });
      if (Object.values(faulty).every((of) => of.length === 0) || Date.now() > deadline) return faulty;
      await pause(5000);
    }
  }
}

/** Pickers take everything to the carrier, while processes die under them. */
async function workShift(shipments: number): Promise<void> {
  const people = await hirePickers(databaseUrl, pickers);
  const tally = emptyTally();
  const step = killBetween(victims, shipments, (victim) =>
    print({ name: "drill.kill", victim, during: "shift" }),
  );
  const start = performance.now();
  await Promise.all(
    people.map(async ({ email, password }) => {
      const me = contract(web, 24, await signIn(web, email, password));
      await pickStubbornly(me, tally, step);
      await me.close();
    }),
  );
  print({
    name: "drill.shift",
    shipments,
    pickers,
    seconds: round((performance.now() - start) / 1000),
    ...tally,
  });
}

/** Every parcel gets on its way, and half of them to their end, still in the storm. */
async function letTravel(sent: Awaited<ReturnType<typeof sentShipments>>): Promise<void> {
  const step = killBetween(victims, sent.length, (victim) =>
    print({ name: "drill.kill", victim, during: "road" }),
  );
  const start = performance.now();
  await eachOf(sent, 4, async (one, i) => {
    await moveOn(sandbox, one, i);
    if (i % 2 === 0) await bringHome(sandbox, one, i);
    step();
  });
  print({ name: "drill.road", shipments: sent.length, seconds: round((performance.now() - start) / 1000) });
}

async function shipmentsOf(orders: readonly string[]): Promise<number> {
  const { rows } = await db.$client.query<{ n: number }>(
    "select count(*)::int as n from shipment s join orders o on o.id = s.order_id where o.number = any($1)",
    [orders],
  );
  return rows[0]?.n ?? 0;
}

function faults(vendor: string, settings: object): Promise<boolean> {
  return asked("PUT", `/control/faults/${vendor}`, settings);
}

function calm(): Promise<boolean> {
  return asked("DELETE", "/control/faults");
}

function asked(method: string, path: string, body?: object): Promise<boolean> {
  return persist(async () => {
    const response = await fetch(sandbox + path, {
      method,
      ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
    return response.ok ? { done: true } : null;
  });
}

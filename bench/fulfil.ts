import { openDatabase } from "@/db/client";
import type { Bench, Queue } from "@/server/domain/shipment/shipment.queries";
import { assigned } from "./lib/assigned";
import { type Answer, contract, signIn } from "./lib/contract";
import { figuresOf, measure, print, quiet, round } from "./lib/measure";
import { crowdedQueue } from "./lib/open-shipments";
import { hirePickers } from "./lib/pickers";
import { brokenInvariants } from "./lib/proof";
import { running } from "./lib/running";
import { labelsAtCarriers } from "./lib/shipping-faults";
import { orderOf, someSkus, stockUp } from "./lib/shop";

/**
 * A day in the warehouse over the contract: orders are placed and paid, and pickers take each from the queue to the
 * carrier, every unit a scan. Half of the pickers press "take next", half choose from the list, where two may choose alike.
 * Then the queue's page with 20,000 open shipments.
 */
const count = Number(process.env.COUNT ?? 1000);
const pickers = Number(process.env.PICKERS ?? 8);
const crowd = Number(process.env.CROWD ?? 20_000);
const rounds = Number(process.env.ROUNDS ?? 60);

const { web, sandbox, databaseUrl, pids } = running();
const run = Date.now();
const skus = await someSkus(web, 20);
await stockUp(skus, 100_000);
const shop = contract(web, 16);
const db = openDatabase(databaseUrl, { max: 2 });

const numbers = await paidOrders();
print({ name: "fulfil.assigned", orders: numbers.length, seconds: round(await assigned(db, numbers)) });
await quiet(pids.web);
const shift = await workShift();
// As the carriers count them: a label names the shipment that it is for.
const labels = (await labelsAtCarriers(sandbox)).filter((label) =>
  label.references.some((reference) => numbers.some((number) => reference.startsWith(`${number}-`))),
).length;
const { rows } = await db.$client.query<{ shipped: string; parcels: string; doubled: string }>(
  `select count(distinct s.id) filter (where s.status = 'shipped') as shipped, count(p.id) as parcels,
          (select count(*) from (select 1 from parcel where label_status = 'bought'
             group by shipment_id, position having count(*) > 1) d) as doubled
     from shipment s join orders o on o.id = s.order_id
     left join parcel p on p.shipment_id = s.id and p.label_status = 'bought'
    where o.number = any($1)`,
  [numbers],
);
const parcels = Number(rows[0]?.parcels);
print({
  name: "fulfil.shift",
  orders: numbers.length,
  pickers,
  shipped: Number(rows[0]?.shipped),
  ...shift,
  parcels,
  labelsPerParcel: round(labels / parcels),
  doubledLabels: Number(rows[0]?.doubled),
});

const crowded = await crowdedQueue(db, crowd);
let late = false;
try {
  late = await readQueue();
} finally {
  await crowded.clear();
}
const broken = await brokenInvariants(databaseUrl);
print({ name: "fulfil.proof", brokenInvariants: broken });
await db.$client.end();
await shop.close();
process.exit(late || broken.length > 0 || Number(rows[0]?.doubled) > 0 ? 1 : 0);

/** Orders of one to three units, paid in the sandbox. Gives their numbers. */
async function paidOrders(): Promise<string[]> {
  const basket = (i: number) =>
    Array.from({ length: 1 + (i % 3) }, (_, k) => skus[(i + k * 7) % skus.length] ?? "");
  const created = await measure("fulfil.orders", count, 16, (i) =>
    shop.mutate("order.create", orderOf(`fulfil-${run}-${i}`, basket(i), i % 50)),
  );
  const orders = created.answers.flatMap((one) =>
    one.ok ? [one.data as { number: string; accessToken: string }] : [],
  );
  const paid = await measure("fulfil.paid", orders.length, 16, async (i) => {
    const opened = await shop.mutate("payment.process", { ...orders[i], provider: "stripe" });
    const { redirectUrl = "" } = (opened.data ?? {}) as { redirectUrl?: string };
    const session = new URL(redirectUrl, sandbox).pathname.split("/").at(-1);
    const answer = await fetch(`${sandbox}/control/stripe/pay`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ session }),
    });
    await answer.text();
    return { ...opened, ok: answer.ok };
  });
  print({ ...paid, orders: orders.length });
  return orders.map(({ number }) => number);
}

async function workShift() {
  const people = await hirePickers(databaseUrl, pickers);
  const times: number[] = [];
  const calls: Record<string, number[]> = {};
  let conflicts = 0;
  let refused = 0;
  const start = performance.now();
  await Promise.all(
    people.map(async ({ email, password }, place) => {
      const me = contract(web, 1, await signIn(web, email, password));
      const call = async (path: string, input: unknown): Promise<Answer> => {
        const answer = await me.mutate(path, input);
        calls[path] = [...(calls[path] ?? []), answer.ms];
        return answer;
      };
      const take = async (): Promise<string | null> => {
        if (place % 2 === 0) {
          const { shipment } = (await call("shipment.takeNext", {})).data as { shipment: string | null };
          return shipment;
        }
        for (;;) {
          const queue = (await me.query("shipment.queue", { status: "assigned" })).data as Queue;
          const first = queue.items.find((item) => item.held === null);
          if (!first) return null;
          if ((await call("shipment.startPicking", { shipment: first.number })).ok) return first.number;
          conflicts += 1;
        }
      };
      for (let shipment = await take(); shipment; shipment = await take()) {
        const from = performance.now();
        const { lines } = (await me.query("shipment.bench", { shipment })).data as Bench;
        const steps: [string, object][] = [
          ...lines.flatMap(({ sku, bin, quantity, stockLevelId }) =>
            Array.from({ length: quantity }, (): [string, object] => [
              "shipment.pick",
              { shipment, code: sku, stockLevelId, scan: crypto.randomUUID(), ...(bin ? { bin } : {}) },
            ]),
          ),
          ["shipment.pack", { shipment }],
          ["shipment.buyLabel", { shipment }],
          ["shipment.ship", { shipment }],
        ];
        for (const [path, input] of steps) if (!(await call(path, input)).ok) refused += 1;
        times.push(performance.now() - from);
      }
      await me.close();
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const [path, ms] of Object.entries(calls)) print(figuresOf(path, pickers, ms, seconds, 0));
  const { p50, p95 } = figuresOf("shipment", pickers, times, seconds, 0);
  return { perMinute: round((times.length / seconds) * 60), p50, p95, conflicts, refused };
}

/** The page as a browser asks for it, and the call that keeps it fresh; true when one is slower than it may be. */
async function readQueue(): Promise<boolean> {
  const cookie = await signIn(web, "warehouse@holdfast.test");
  const me = contract(web, 1, cookie);
  const page = async (path: string): Promise<Answer> => {
    const from = performance.now();
    const answer = await fetch(`${web}${path}`, { headers: { cookie } });
    await answer.text();
    return { ok: answer.ok, status: answer.status, ms: performance.now() - from, kind: null, data: null };
  };
  const asked: Record<string, () => Promise<Answer>> = {
    "queue.page": () => page("/admin/fulfilment"),
    "queue.page-of-place": () => page("/admin/fulfilment?place=EAST&state=assigned"),
    "queue.list": () => me.query("shipment.queue", {}),
    "queue.list-late": () => me.query("shipment.queue", { only: "late" }),
    "queue.list-express": () => me.query("shipment.queue", { only: "express" }),
    "queue.list-held": () => me.query("shipment.queue", { only: "held" }),
  };
  let slow = false;
  for (const [name, ask] of Object.entries(asked)) {
    await measure("warm-up", 5, 1, ask);
    const figures = await measure(`fulfil.${name}`, rounds, 1, ask);
    print({ ...figures, openShipments: crowd });
    if (figures.p95 > 200 || figures.errors > 0) slow = true;
  }
  await me.close();
  return slow;
}

import { contract } from "./lib/contract";
import { measure, print, quiet, round } from "./lib/measure";
import { rawWrites } from "./lib/raw-writes";
import { running } from "./lib/running";
import { orderOf, someSkus, stockUp } from "./lib/shop";

/**
 * What this machine allows, and how near an order comes to it, in one run: an empty tRPC mutation on the same server,
 * the writes of an order straight to PostgreSQL over one pool, then orders over the contract. An order may take
 * 1.5 × (the mutation + the writes).
 */
const concurrency = Number(process.env.CONCURRENCY ?? 64);
const count = Number(process.env.COUNT ?? 2000);
const rounds = Number(process.env.ROUNDS ?? 3);

const { web, databaseUrl, pids } = running();
const skus = await someSkus(web, 20);
await stockUp(skus, 500_000);
const caller = contract(web, concurrency);
const writes = await rawWrites(databaseUrl, skus, concurrency);
const pair = (i: number) => [skus[i % skus.length] ?? "", skus[(i * 7 + 3) % skus.length] ?? ""];
const ratios: number[] = [];

await measure("warm-up", 300, concurrency, (i) =>
  caller.mutate("order.create", orderOf(`warm-${Date.now()}-${i}`, pair(i), i % 50)),
);
for (let round_ = 1; round_ <= rounds; round_++) {
  await quiet(pids.web);
  await caller.connect();
  const empty = await measure("limit.empty-mutation", count, concurrency, () => caller.mutate("ping"));
  const raw = await measure("limit.raw-writes", count, concurrency, (i) => writes.order(i));
  const orders = await measure("limit.orders", count, concurrency, (i) =>
    caller.mutate("order.create", orderOf(`limit-${Date.now()}-${i}`, pair(i), i % 50)),
  );
  for (const figures of [empty, raw, orders]) print({ ...figures, round: round_ });
  const allowed = 1 / empty.perSecond + 1 / raw.perSecond;
  ratios.push(1 / orders.perSecond / allowed);
  await writes.undo();
}
ratios.sort((a, b) => a - b);
print({
  name: "limit.ratio",
  target: 1.5,
  median: round(ratios[Math.floor(ratios.length / 2)] ?? 0),
  all: ratios.map(round),
});
await caller.close();
await writes.close();

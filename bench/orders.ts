import { contract } from "./lib/contract";
import { cpuMs, measure, print, quiet, round } from "./lib/measure";
import { paidTimes } from "./lib/paid-times";
import { roundTripsPerOrder } from "./lib/round-trips";
import { running } from "./lib/running";
import { orderOf, someSkus, stockUp } from "./lib/shop";

/**
 * Buyers who create orders of two lines over the HTTP contract, spread over the catalogue and then all with one hot
 * SKU, and pay them through the sandbox; ends when every order is paid.
 */
const concurrency = Number(process.env.CONCURRENCY ?? 64);
const count = Number(process.env.COUNT ?? 1000);
const paid = Number(process.env.PAID ?? Math.min(count, 200));

const { web, sandbox, databaseUrl, pids } = running();
const skus = await someSkus(web, 20);
await stockUp(skus, 500_000);
const caller = contract(web, concurrency);
const run = Date.now();
const other = (i: number) => skus[1 + (i % (skus.length - 1))] ?? "";
const next = (i: number) => skus[1 + ((i + 7) % (skus.length - 1))] ?? "";
const kinds = {
  "orders.create": (i: number) => [next(i), other(i)],
  "orders.create-hot": (i: number) => [skus[0] ?? "", other(i)],
};

await measure("warm-up", 300, concurrency, (i) =>
  caller.mutate("order.create", orderOf(`warm-${run}-${i}`, [other(i)], i % 50)),
);
const created: { number: string; accessToken: string }[] = [];
for (const [name, basket] of Object.entries(kinds)) {
  await quiet(pids.web);
  await caller.connect();
  const before = { server: cpuMs(pids.web), database: cpuMs(pids.postgres, true) };
  const figures = await measure(name, count, concurrency, (i) =>
    caller.mutate("order.create", orderOf(`${name}-${run}-${i}`, basket(i), i % 50)),
  );
  const used = (now: number | null, then: number | null) =>
    now === null || then === null ? null : round((now - then) / count);
  print({
    ...figures,
    roundTripsPerOrder: await roundTripsPerOrder(databaseUrl, basket(0)),
    serverCpuMsPerOrder: used(cpuMs(pids.web), before.server),
    databaseCpuMsPerOrder: used(cpuMs(pids.postgres, true), before.database),
  });
  created.push(
    ...figures.answers.flatMap((answer) => (answer.ok ? [answer.data as (typeof created)[number]] : [])),
  );
}

const toPay = created.slice(0, paid);
const opened = await measure("orders.open-payment", toPay.length, Math.min(concurrency, 16), (i) =>
  caller.mutate("payment.process", { ...toPay[i], provider: "stripe" }),
);
print(opened);
const sessions = opened.answers.flatMap((answer) => {
  const { redirectUrl = "" } = (answer.data ?? {}) as { redirectUrl?: string };
  const session = new URL(redirectUrl, sandbox).pathname.split("/").at(-1);
  return answer.ok && session ? [session] : [];
});
const start = performance.now();
const paying = measure("orders.pay-at-the-provider", sessions.length, 16, async (i) => {
  const from = performance.now();
  const response = await fetch(`${sandbox}/control/stripe/pay`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ session: sessions[i] }),
  });
  await response.text();
  return { ok: response.ok, status: response.status, ms: performance.now() - from, kind: null, data: null };
});
const settled = await paidTimes(
  databaseUrl,
  toPay.map(({ number }) => number),
  start,
);
print(await paying);
print(settled);
await caller.close();

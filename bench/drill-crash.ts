import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "@/db/client";
import { proveStock } from "@/server/domain/inventory/stock-proof";
import { contract } from "./lib/contract";
import { print } from "./lib/measure";
import { running } from "./lib/running";
import { orderOf, someSkus, stockUp } from "./lib/shop";

/**
 * Kills one process after another with SIGKILL in the middle of 200 orders being paid. The supervisor starts it again;
 * shoppers press their buttons again, as people do. Then every order must be paid or cancelled, money and stock must
 * agree, and every mail must have come once.
 */
const count = Number(process.env.COUNT ?? 200);
const victims = (process.env.VICTIMS ?? "web,sandbox,postgres").split(",");
const declined = "4000000000000002";

const { web, sandbox } = running();
const skus = await someSkus(web, 20);
await stockUp(skus, 100_000);
type Order = { number: string; accessToken: string; card: string };

async function drill(victim: string): Promise<number> {
  const run = `crash-${victim}-${Date.now()}`;
  const orders: Order[] = [];
  let settled = 0;
  let killed = 0;
  const travel = async (i: number) => {
    const card = i % 10 === 9 ? declined : "4242424242424242";
    const order = await stubborn(
      "order.create",
      orderOf(`${run}-${i}`, [skus[i % 20] ?? "", skus[(i + 5) % 20] ?? ""], i),
    );
    orders.push({ ...(order as Order), card });
    const page = await stubborn("payment.process", { ...(order as Order), provider: "stripe" });
    const session = new URL((page as { redirectUrl: string }).redirectUrl).pathname.split("/").at(-1) ?? "";
    await payStubbornly(session, card);
    settled += 1;
    if (settled === Math.floor(count / 2)) killed = kill(victim);
  };
  let next = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (next < count) await travel(next++);
    }),
  );
  const ended = await Promise.all(orders.map(endOf));
  const right = ended.filter(
    (status, i) => status === (orders[i]?.card === declined ? "cancelled" : "paid"),
  ).length;
  const mails = await mailsOf(orders);
  const proof = await proven();
  print({
    name: "drill.crash",
    victim,
    killed,
    orders: orders.length,
    endedRight: right,
    ...mails,
    brokenInvariants: proof,
  });
  return orders.length - right + mails.missing + mails.doubled + proof.length;
}

function kill(victim: string): number {
  const file = join(process.env.HOLDFAST_HOME ?? ".holdfast", "running.json");
  if (!existsSync(file)) throw new Error("The drill needs a shop started by `npm start`.");
  const { pids } = JSON.parse(readFileSync(file, "utf8")) as { pids: Record<string, number> };
  const pid = pids[victim];
  if (!pid) throw new Error(`There is no process ${victim} in ${file}.`);
  process.kill(pid, "SIGKILL");
  return pid;
}

/** Presses the button again while the shop is away, with the same key. A refusal is an answer and ends it. */
async function stubborn(path: string, input: unknown): Promise<unknown> {
  return persist(async () => {
    const caller = contract(web, 1);
    try {
      const answer = await caller.mutate(path, input);
      if (answer.ok) return { done: answer.data };
      if (answer.status < 500) throw new Refused(`${path}: ${answer.kind}`);
      return null;
    } finally {
      await caller.close();
    }
  });
}

const payStubbornly = (session: string, card: string) =>
  persist(async () => {
    const response = await fetch(`${sandbox}/control/stripe/pay`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ session, card }),
      signal: AbortSignal.timeout(10_000),
    });
    const answer: unknown = await response.json();
    return response.status < 500 ? { done: answer } : null;
  });

const endOf = (order: Order) =>
  persist(async () => {
    const caller = contract(web, 1);
    try {
      const answer = await caller.query("order.get", {
        number: order.number,
        accessToken: order.accessToken,
      });
      const { status = "pending" } = (answer.data ?? {}) as { status?: string };
      return status === "pending" ? null : { done: status };
    } finally {
      await caller.close();
    }
  }).catch(() => "still pending");

/** Asks until there is an answer, three minutes at most. */
async function persist<T>(ask: () => Promise<{ done: T } | null>): Promise<T> {
  const deadline = Date.now() + 180_000;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer.done;
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    if (Date.now() > deadline) throw new Error("No answer for three minutes.");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

class Refused extends Error {}

/** Each order has one confirmation, and one receipt or one cancellation. */
async function mailsOf(orders: Order[]): Promise<{ missing: number; doubled: number }> {
  const deadline = Date.now() + 180_000;
  for (;;) {
    const response = await fetch(`${sandbox}/control/mail`);
    const inbox = (await response.json()) as { subject: string }[];
    const counts = orders.flatMap(({ number, card }) => {
      const about = inbox.filter((mail) => mail.subject.includes(number)).map((mail) => mail.subject);
      const end = card === declined ? "cancelled" : "is paid";
      return ["please pay by", end].map((words) => about.filter((subject) => subject.includes(words)).length);
    });
    const missing = counts.filter((n) => n === 0).length;
    const doubled = counts.filter((n) => n > 1).length;
    if (missing === 0 || Date.now() > deadline) return { missing, doubled };
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function proven(): Promise<string[]> {
  const db = openDatabase(running().databaseUrl, { max: 2 });
  const results = await proveStock(db);
  await db.$client.end();
  return results.filter((result) => !result.ok).map((result) => result.id);
}

let broken = 0;
for (const victim of victims) broken += await drill(victim);
process.exitCode = broken > 0 ? 1 : 0;

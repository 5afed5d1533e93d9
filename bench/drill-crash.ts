import { contract } from "./lib/contract";
import { print } from "./lib/measure";
import { brokenInvariants } from "./lib/proof";
import { running } from "./lib/running";
import { orderOf, someSkus, stockUp } from "./lib/shop";
import { control, persist, stubborn } from "./lib/stubborn";
import { kill } from "./lib/victims";

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
  let killed: number | null = 0;
  const travel = async (i: number) => {
    const card = i % 10 === 9 ? declined : "4242424242424242";
    const order = await pressed(
      "order.create",
      orderOf(`${run}-${i}`, [skus[i % 20] ?? "", skus[(i + 5) % 20] ?? ""], i),
    );
    orders.push({ ...(order as Order), card });
    const page = await pressed("payment.process", { ...(order as Order), provider: "stripe" });
    const session = new URL((page as { redirectUrl: string }).redirectUrl).pathname.split("/").at(-1) ?? "";
    await control(sandbox, "/control/stripe/pay", { session, card });
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
  const proof = await brokenInvariants(running().databaseUrl);
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

/** Stubborn with a connection of its own each time, as the shop may be another process by then. */
async function pressed(path: string, input: unknown): Promise<unknown> {
  const answer = await stubborn(async () => {
    const caller = contract(web, 1);
    return caller.mutate(path, input).finally(() => caller.close());
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.kind}`);
  return answer.data;
}

let broken = 0;
for (const victim of victims) broken += await drill(victim);
process.exitCode = broken > 0 ? 1 : 0;

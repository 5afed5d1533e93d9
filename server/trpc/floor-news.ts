import { tracked } from "@trpc/server";
import { type FloorNews, listenToFloor } from "@/server/events/floor-feed";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/id";

/** How often somebody who listens is asked for anew: a session that has ended hears no more. */
const checkEveryMs = 20_000;
/** Changes that come together are told together. */
const gatherMs = 60;

type Told = { kind: "listening" } | ({ kind: "changed" } & FloorNews);

/**
 * What happens on the warehouse floor, for as long as the listener may hear it. The first message says that it listens:
 * whoever reads the queue after that misses nothing.
 */
export async function* floorNews(
  { db }: Pick<Ctx, "db">,
  mayHear: () => Promise<boolean>,
  signal: AbortSignal | undefined,
) {
  const shipments = new Set<string>();
  const orders = new Set<string>();
  let wake: () => void = () => {};
  const hear = (news: FloorNews) => {
    for (const number of news.shipments) shipments.add(number);
    for (const number of news.orders) orders.add(number);
    wake();
  };
  const stop = listenToFloor(db, hear);
  const ended = () => wake();
  signal?.addEventListener("abort", ended);
  try {
    const say = (told: Told) => tracked(newId(), told);
    yield say({ kind: "listening" });
    while (!signal?.aborted) {
      if (shipments.size + orders.size === 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, checkEveryMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      if (signal?.aborted || !(await mayHear())) return;
      if (shipments.size + orders.size === 0) continue;
      await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const news = { shipments: [...shipments], orders: [...orders] };
      shipments.clear();
      orders.clear();
      yield say({ kind: "changed", ...news });
    }
  } finally {
    signal?.removeEventListener("abort", ended);
    stop();
  }
}

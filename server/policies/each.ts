import { DomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";

/** So many in a row that can't reach their vendor are taken for an outage; the next sweep goes on. */
const outage = 3;

/**
 * Takes up one after another for a sweep. What goes wrong with one is logged and keeps no other waiting, for a sweep
 * that stops at the same one every minute would finish nothing. Returns how many `act` called done; after `patienceMs` the
 * next sweep goes on.
 */
export async function each<Item extends { id: string }>(
  items: readonly Item[],
  act: (item: Item) => Promise<boolean>,
  patienceMs = Number.POSITIVE_INFINITY,
): Promise<number> {
  const until = performance.now() + patienceMs;
  let done = 0;
  let unreachable = 0;
  for (const item of items) {
    if (performance.now() > until) break;
    try {
      if (await act(item)) done += 1;
      unreachable = 0;
    } catch (error) {
      const kind = error instanceof DomainError ? error.kind : "fault";
      const reason = error instanceof Error ? error.message : String(error);
      log[kind === "fault" ? "error" : "warn"]({ id: item.id, kind, reason }, "left for the next sweep");
      unreachable = kind === "provider_unavailable" ? unreachable + 1 : 0;
      if (unreachable === outage) break;
    }
  }
  return done;
}

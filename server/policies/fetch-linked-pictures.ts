import { fetchPicture } from "@/server/domain/catalogue/fetch-picture";
import { type LinkedPicture, linkedPictures } from "@/server/domain/catalogue/linked-pictures.queries";
import { fetchingPictures, maxFetches } from "@/server/domain/catalogue/picture";
import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import { sweep } from "./policy";
import { noteRun } from "./policy-run.store";

const rule =
  "Every minute, fetch pictures that are only links into our own store; after three tries in vain one stays a link.";
/** A run ends before the next begins. */
const budgetMs = 40_000;
/** So many in a row that can't be reached are taken for an outage; the others are not tried in vain. */
const outage = 3;

export default sweep({
  id: fetchingPictures,
  rule,
  async then(ctx) {
    const { fetched, tried } = await fetchLinkedPictures(ctx);
    return { found: fetched, reason: `Fetched ${fetched} of ${tried} linked pictures.` };
  },
});

/** Tries what may be tried, and keeps beside each picture why it was in vain. */
export async function fetchLinkedPictures(ctx: WithPorts): Promise<{ fetched: number; tried: number }> {
  const until = performance.now() + budgetMs;
  let [fetched, tried, unreached] = [0, 0, 0];
  for (const linked of await linkedPictures(ctx, 30)) {
    if (performance.now() > until || unreached === outage) break;
    tried += 1;
    try {
      await fetchPicture(ctx, { product: linked.product, picture: linked.id });
      fetched += 1;
      unreached = 0;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const again = error.kind === "provider_unavailable";
      unreached = again ? unreached + 1 : 0;
      await noteVain(ctx, linked, error.message, again ? linked.attempts + 1 : maxFetches);
    }
  }
  return { fetched, tried };
}

/** What another try can't change is not tried again. */
const noteVain = (ctx: WithPorts, { id, slug, src }: LinkedPicture, why: string, attempts: number) =>
  noteRun(ctx, {
    ...{ policy: fetchingPictures, trigger: id, eventName: "Cron", orderId: null, rule },
    inputs: { product: slug, address: src },
    outcome: "nothing_to_do",
    reason: attempts < maxFetches ? `${why} It will be tried again.` : `${why} It stays a link.`,
    command: "FetchPicture",
    attempts,
  });

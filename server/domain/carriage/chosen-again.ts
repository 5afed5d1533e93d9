import type { Reader } from "@/server/kernel/ctx";
import { findQuote } from "./carrier-quote.store";
import { quoteIdOf } from "./rate-method";

type Option = { method: string; title: string; service: string; carrier: string | null };

/**
 * What comes nearest to the way that was chosen before, among those that are offered now: the same; the same service at a
 * newer price; one that is as quick. Undefined: nothing was chosen, or there is nothing like it.
 */
export async function chosenAgain<Offered extends Option>(
  reader: Pick<Reader, "db">,
  method: string,
  options: readonly Offered[],
): Promise<Offered | undefined> {
  const same = options.find((option) => option.method === method);
  if (same || method === "") return same;
  const id = quoteIdOf(method);
  const before = id && (await findQuote(reader, id));
  const service = before?.service ?? method;
  return (
    options.find((option) => option.carrier === before?.carrier && option.title === before?.serviceName) ??
    // The slower way is also the cheapest, and stands first.
    options.find((option) => option.service === service)
  );
}

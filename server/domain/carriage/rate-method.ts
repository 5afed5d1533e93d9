import { asId, type Id } from "@/server/kernel/id";

const prefix = "rate:";
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** How a carrier's price is named as a shipping method: `rate:<quote id>`. */
export const rateMethod = (id: Id<"carrierQuote">): string => prefix + id;

export const isRateMethod = (method: string): boolean => method.startsWith(prefix);

/** The quote that a shipping method names; null when it is a method of the table, or no quote's name at all. */
export function quoteIdOf(method: string): Id<"carrierQuote"> | null {
  const id = method.slice(prefix.length);
  return isRateMethod(method) && uuid.test(id) ? asId<"carrierQuote">(id) : null;
}

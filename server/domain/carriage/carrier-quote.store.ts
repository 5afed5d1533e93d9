import { createHash } from "node:crypto";
import { and, desc, eq, gt, lt } from "drizzle-orm";
import { carrierQuote } from "@/db/schema";
import { after, minutes } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { type RateOffer, withMarkup } from "./live-rates";
import type { BasketLine, Destination } from "./sending-places";

export type CarrierQuote = typeof carrierQuote.$inferSelect;

const goodFor = minutes(15);
/** Kept a while after, so that a shopper who took long still gets the service that they had chosen. */
const keptFor = minutes(24 * 60);

/** What a price was asked for: the same units to the same postcode, in whatever order the lines stand. */
export function basketKey(lines: readonly BasketLine[], { country, postalCode }: Destination): string {
  const units = [...lines]
    .map(({ sku, quantity }) => [sku, quantity] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const to = [country.toUpperCase(), postalCode.toUpperCase().replace(/\s/g, "")];
  return createHash("sha256")
    .update(JSON.stringify([units, to]))
    .digest("base64url");
}

/** The prices that were asked for last and are still good, the cheapest first. A changed markup asks anew. */
export async function freshQuotes(
  { db, now }: Reader,
  basket: string,
  { markupPercent, currency }: { markupPercent: number; currency: string },
): Promise<CarrierQuote[]> {
  const rows = await db
    .select()
    .from(carrierQuote)
    .where(and(eq(carrierQuote.basket, basket), gt(carrierQuote.expiresAt, now)))
    .orderBy(desc(carrierQuote.createdAt), carrierQuote.amount);
  const usable = rows.filter(
    (row) => row.currency === currency && row.amount === withMarkup(row.cost, markupPercent),
  );
  return usable.filter((row) => row.createdAt.getTime() === usable[0]?.createdAt.getTime());
}

export async function keepQuotes(
  { db, now }: Reader,
  basket: string,
  offers: readonly RateOffer[],
  currency: string,
): Promise<CarrierQuote[]> {
  if (offers.length === 0) return [];
  const rows = offers.map(
    ({ carrier, serviceCode, serviceName, level, cost, amount, window }): CarrierQuote => ({
      id: newId<"carrierQuote">(),
      basket,
      carrier,
      serviceCode,
      serviceName,
      service: level,
      cost,
      amount,
      currency,
      deliverFrom: window?.from ?? null,
      deliverBy: window?.by ?? null,
      createdAt: now,
      expiresAt: after(now, goodFor),
    }),
  );
  await db.insert(carrierQuote).values(rows);
  return rows;
}

export async function findQuote({ db }: Pick<Reader, "db">, id: Id<"carrierQuote">) {
  const [row] = await db.select().from(carrierQuote).where(eq(carrierQuote.id, id));
  return row ?? null;
}

/** Prices that nobody will come back for. */
export async function forgetQuotes({ db, now }: Reader): Promise<number> {
  const gone = await db
    .delete(carrierQuote)
    .where(lt(carrierQuote.expiresAt, after(now, -keptFor)))
    .returning({ id: carrierQuote.id });
  return gone.length;
}

import { inArray } from "drizzle-orm";
import { variant } from "@/db/schema";
import { addressProblems } from "@/server/domain/customer/address";
import type { ReferenceData } from "@/server/domain/settings/reference-data";
import type { WithPorts } from "@/server/ports";
import { askCarriers, type Part } from "./ask-carriers";
import { basketKey, type CarrierQuote, freshQuotes, keepQuotes } from "./carrier-quote.store";
import { cheapestAndFastest } from "./live-rates";
import { parcelSize } from "./parcel-size";
import { type BasketLine, type Destination, type SendingPlace, tableWindow } from "./sending-places";

export type Asker = Pick<WithPorts, "db" | "now" | "ports">;

/** Answers that are on their way, so that a double click asks the carriers once. */
const underWay = new WeakMap<object, Map<string, Promise<CarrierQuote[]>>>();

/**
 * What carriers ask for this basket, cheapest first: at most the cheapest and the fastest. Asked once in a quarter of an
 * hour; empty when the shop does not ask carriers, the address is not known well enough, or none answers in time. Then
 * the shop's own table is offered.
 */
export async function quoteCarriage(
  ctx: Asker,
  lines: readonly BasketLine[],
  destination: Destination,
  places: readonly SendingPlace[],
  reference: ReferenceData,
): Promise<CarrierQuote[]> {
  const { liveRates, rateMarkupPercent: markupPercent, currency } = reference.settings;
  if (!liveRates || places.length === 0 || Object.keys(ctx.ports.carriers).length === 0) return [];
  if (!isComplete(destination)) return [];

  const basket = basketKey(lines, destination);
  const known = await freshQuotes(ctx, basket, { markupPercent, currency });
  if (known.length > 0) return known;

  const asking = underWay.get(ctx.db) ?? new Map<string, Promise<CarrierQuote[]>>();
  underWay.set(ctx.db, asking);
  const key = `${basket} ${markupPercent}`;
  const under =
    asking.get(key) ??
    askAndKeep(ctx, basket, destination, places, reference).finally(() => asking.delete(key));
  asking.set(key, under);
  return under;
}

async function askAndKeep(
  ctx: Asker,
  basket: string,
  to: Destination,
  places: readonly SendingPlace[],
  { settings, shippingRates }: ReferenceData,
): Promise<CarrierQuote[]> {
  const { rateMarkupPercent: markupPercent, currency } = settings;
  const offers = await askCarriers(ctx.ports.carriers, {
    parts: await weighed(ctx, places),
    to,
    now: ctx.now,
    currency,
    markupPercent,
  });
  // A carrier that names no day takes about as long as the shop's own way of the same kind.
  const dated = offers.map((offer) => {
    const usual = shippingRates.find(
      (rate) => rate.service === offer.level && rate.countries.includes(to.country),
    );
    if (offer.window || !usual) return offer;
    return {
      ...offer,
      window: tableWindow(
        places.map(({ centre }) => centre),
        usual,
        ctx.now,
      ),
    };
  });
  return keepQuotes(ctx, basket, cheapestAndFastest(dated), currency);
}

/** Whether a carrier can say what it costs to go there. */
const isComplete = (to: Destination): boolean =>
  to.postalCode.trim() !== "" && !addressProblems(to).some(({ field }) => field !== "region");

/** Each place's part with its weight, and its size where everything in it was measured. */
async function weighed({ db }: Asker, places: readonly SendingPlace[]): Promise<Part[]> {
  const skus = [...new Set(places.flatMap((place) => place.lines.map(({ sku }) => sku)))];
  const goods = await db
    .select({
      sku: variant.sku,
      weightGrams: variant.weightGrams,
      lengthMm: variant.lengthMm,
      widthMm: variant.widthMm,
      heightMm: variant.heightMm,
    })
    .from(variant)
    .where(inArray(variant.sku, skus));
  return places.map((place) => {
    const units = place.lines.flatMap(({ sku, quantity }) =>
      goods.flatMap((one) => (one.sku === sku ? [{ ...one, quantity }] : [])),
    );
    const weightGrams = units.reduce((grams, unit) => grams + unit.quantity * unit.weightGrams, 0);
    return { ...place, weightGrams, size: parcelSize(units) };
  });
}

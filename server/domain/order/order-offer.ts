import type { CarrierOffer } from "@/db/schema";
import { countryName } from "@/server/domain/customer/address";
import type { ReferenceData } from "@/server/domain/settings/reference-data";
import type { DeliveryWindow } from "@/server/domain/shipment/promise";
import { DomainError } from "@/server/kernel/errors";
import type { ServiceLevel } from "@/server/ports/carrier";
import { price, type ShippingRate, shippingOptions, type Totals, taxRateFor } from "./pricing";

/** What the catalogue says about a SKU at the moment of asking. */
export type Offer = {
  variantId: string;
  sku: string;
  title: string;
  variantTitle: string;
  image: string | null;
  priceAmount: number;
  currency: string;
  weightGrams: number;
  taxCategory: "standard" | "food" | "books" | "clothing";
  published: boolean;
};

export type Destination = { country: string; region?: string | undefined };
type Line = { sku: string; quantity: number };

/** A line whose price was agreed with the customer beforehand instead of taken from the catalogue. */
export type AgreedLine = Line & { unitAmount?: number | undefined };

/** How it is carried and what that costs: by the table, by a carrier's quote, or by agreement. */
export type Carriage = {
  method: string;
  title: string;
  amount: number;
  service: ServiceLevel;
  /** Working days on the road, by the table. */
  minDays?: number;
  maxDays?: number;
  /** By a carrier's quote: the days that it named, and what it asked. */
  delivery?: DeliveryWindow;
  carrierOffer?: CarrierOffer;
};

export type Priced = {
  totals: Totals;
  shipping: Carriage;
  lines: (Line & { offer: Offer; unitAmount: number; taxRatePpm: number })[];
};

/** Prices a basket for a destination, or says which line, method or country can't be had. */
export function priceBasket(
  lines: readonly AgreedLine[],
  offers: readonly Offer[],
  destination: Destination,
  method: string | Carriage,
  reference: ReferenceData,
  now: Date,
): Priced {
  const found = lines.map((line) => {
    const offer = offers.find((candidate) => candidate.sku === line.sku);
    if (!offer?.published)
      throw new DomainError(
        "not_found",
        `${offer ? offerName(offer) : line.sku} is no longer sold. Take it out of the cart to go on.`,
        {
          sku: line.sku,
        },
      );
    return { ...line, offer };
  });
  const shipping = typeof method === "string" ? tableRate(found, method, destination, reference) : method;

  const rate = (category: string) =>
    taxRateFor(
      reference.taxRates,
      { country: destination.country, ...(destination.region ? { region: destination.region } : {}) },
      category,
      now,
    );
  const taxed = found.map((line) => ({
    ...line,
    unitAmount: line.unitAmount ?? line.offer.priceAmount,
    taxRatePpm: rate(line.offer.taxCategory),
  }));
  const totals = price({
    lines: taxed,
    discountAmount: 0,
    shippingAmount: shipping.amount,
    shippingTaxRatePpm: rate("standard"),
    pricesIncludeTax: reference.settings.pricesIncludeTax,
  });
  return { totals, shipping, lines: taxed };
}

/** The table's price for a method, or a sentence with those that go there. */
function tableRate(
  lines: readonly (Line & { offer: Offer })[],
  method: string,
  { country }: Destination,
  reference: ReferenceData,
): ShippingRate {
  const options = optionsFor(lines, country, reference);
  const found = options.find((option) => option.method === method);
  if (found) return found;
  const methods = options.map((option) => option.method);
  throw new DomainError(
    "invalid_input",
    `“${method}” is not a way we ship to ${countryName(country)}. Choose ${methods.join(" or ")}.`,
    { field: "shippingMethod", options: methods },
  );
}

/** The ways to ship this basket to a country; refuses countries and weights that no rate covers. */
export function optionsFor(
  lines: readonly (Line & { offer: Offer })[],
  country: string,
  reference: ReferenceData,
): ShippingRate[] {
  const weight = lines.reduce((grams, line) => grams + line.quantity * line.offer.weightGrams, 0);
  const options = shippingOptions(reference.shippingRates, country, weight);
  if (options.length > 0) return options;
  const reachable = reference.shippingRates.some((rate) => rate.countries.includes(country));
  throw new DomainError(
    "undeliverable",
    reachable
      ? `This order weighs ${(weight / 1000).toFixed(1)} kg, more than we can send to ${countryName(country)} at once. Split it into smaller orders.`
      : `We don't ship to ${countryName(country)} yet.`,
    { field: "country", country, weightGrams: weight },
  );
}

/** Oak stool (Large) */
export const offerName = (offer: Pick<Offer, "title" | "variantTitle">): string =>
  offer.variantTitle ? `${offer.title} (${offer.variantTitle})` : offer.title;

/** Says what is left of every line that can't be filled, in one sentence each. */
export function outOfStock(
  short: readonly { sku: string; requested: number; available: number }[],
  offers: readonly Offer[],
): DomainError {
  const sentences = short.map(({ sku, requested, available }) => {
    const offer = offers.find((candidate) => candidate.sku === sku);
    const name = offer ? offerName(offer) : sku;
    if (available === 0) return `${name} is sold out.`;
    return `Only ${available} of ${name} ${available === 1 ? "is" : "are"} left; you asked for ${requested}.`;
  });
  return new DomainError("out_of_stock", sentences.join(" "), { lines: short });
}

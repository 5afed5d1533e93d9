import { type Asker, quoteCarriage } from "@/server/domain/carriage/quote-carriage";
import { carriageFrom, quotedCarriage } from "@/server/domain/carriage/quoted-carriage";
import { isRateMethod } from "@/server/domain/carriage/rate-method";
import { type Destination, sendingPlaces, tableWindow } from "@/server/domain/carriage/sending-places";
import { type ReferenceData, referenceData } from "@/server/domain/settings/reference-data";
import type { Ctx } from "@/server/kernel/ctx";
import { type Money, money } from "@/server/kernel/money";
import type { ServiceLevel } from "@/server/ports/carrier";
import type { QuoteOrderInput } from "./order.schema";
import { type Carriage, optionsFor, type Priced, priceBasket } from "./order-offer";
import { readSnapshot, type Snapshot } from "./place-order.store";

type ShippingOption = {
  method: string;
  title: string;
  amount: Money;
  service: ServiceLevel;
  /** Whose price it is; null: the shop's own. */
  carrier: string | null;
  /** Working days on the road, by the shop's own table. */
  minDays: number | null;
  maxDays: number | null;
  /** The days it arrives, as the calendar shows them there, if it is paid about now. */
  deliverFrom: string | null;
  deliverBy: string | null;
};

export type Quote = {
  items: Money;
  discount: Money;
  shipping: Money;
  tax: Money;
  total: Money;
  pricesIncludeTax: boolean;
  lines: { sku: string; quantity: number; unitPrice: Money; amount: Money; tax: Money }[];
  /** Carriers' prices first, where there are any. */
  shippingOptions: ShippingOption[];
};

type Line = { sku: string; quantity: number };

/** What an order would cost, by the same rules as CreateOrder; holds nothing. */
export async function quoteOrder(ctx: Asker, input: QuoteOrderInput): Promise<Quote> {
  const { shippingAddress: to, shippingMethod: method } = input;
  const [reference, snapshot] = await Promise.all([
    referenceData(ctx.db, ctx.now),
    readGoods(ctx, input.lines),
  ]);
  // Priced before a carrier is asked: what can't be sold or sent needs no carrier's price.
  const named = isRateMethod(method) ? await quotedCarriage(ctx, method, input.lines, to) : method;
  const priced = priceBasket(input.lines, snapshot.offers, to, named, reference, ctx.now);
  const { live, table } = await waysFor(ctx, input.lines, to, snapshot, reference);
  return quoteFrom(priced, [...live, ...table], reference);
}

/** The ways to send a basket and what it costs by one of them: the wanted one, else the nearest to it, else the first. */
export async function quoteBasket(
  ctx: Asker,
  lines: readonly Line[],
  to: Destination,
  wanted: (options: readonly ShippingOption[]) => Promise<ShippingOption | undefined>,
): Promise<{ options: ShippingOption[]; chosen: ShippingOption | undefined; quote: Quote }> {
  const [reference, snapshot] = await Promise.all([referenceData(ctx.db, ctx.now), readGoods(ctx, lines)]);
  const { live, table, carriages } = await waysFor(ctx, lines, to, snapshot, reference);
  const options = live.length > 0 ? live : table;
  const chosen = (await wanted(options)) ?? options[0];
  const by = carriages.find((carriage) => carriage.method === chosen?.method) ?? chosen?.method ?? "";
  const priced = priceBasket(lines, snapshot.offers, to, by, reference, ctx.now);
  return { options, chosen, quote: quoteFrom(priced, options, reference) };
}

/** Carriers' prices, and the shop's own. Refuses countries and weights that the shop does not send to. */
async function waysFor(
  ctx: Asker,
  lines: readonly Line[],
  to: Destination,
  { offers, shelves }: Snapshot,
  reference: ReferenceData,
) {
  const { currency } = reference.settings;
  const goods = lines.flatMap((line) =>
    offers.flatMap((offer) => (offer.sku === line.sku ? [{ ...line, offer }] : [])),
  );
  const rates = optionsFor(goods, to.country, reference);
  const places = sendingPlaces(lines, shelves, reference, to, ctx.now);
  const carriages = (await quoteCarriage(ctx, lines, to, places, reference)).map(carriageFrom);
  // While something is sold out there is no place for it; the shop's first stands in, for the days alone.
  const centres = places.length > 0 ? places.map(({ centre }) => centre) : reference.centres.slice(0, 1);
  return {
    carriages,
    live: carriages.map((carriage) => toOption(carriage, currency)),
    table: rates.map((rate) => {
      const window = tableWindow(centres, rate, ctx.now);
      return toOption({ ...rate, ...(window ? { delivery: window } : {}) }, currency);
    }),
  };
}

/** Countries that some shipping rate reaches, as ISO codes. */
export async function shippableCountries(ctx: Pick<Ctx, "db" | "now">): Promise<string[]> {
  const { shippingRates } = await referenceData(ctx.db, ctx.now);
  return [...new Set(shippingRates.flatMap((rate) => rate.countries))];
}

const toOption = (way: Carriage, currency: string): ShippingOption => ({
  method: way.method,
  title: way.title,
  amount: money(way.amount, currency),
  service: way.service,
  carrier: way.carrierOffer?.carrier ?? null,
  minDays: way.minDays ?? null,
  maxDays: way.maxDays ?? null,
  deliverFrom: way.delivery?.from ?? null,
  deliverBy: way.delivery?.by ?? null,
});

function quoteFrom(
  { totals, lines }: Priced,
  shippingOptions: ShippingOption[],
  { settings }: ReferenceData,
): Quote {
  const amount = (value: number) => money(value, settings.currency);
  return {
    items: amount(totals.itemsAmount),
    discount: amount(totals.discountAmount),
    shipping: amount(totals.shippingAmount),
    tax: amount(totals.taxAmount),
    total: amount(totals.totalAmount),
    pricesIncludeTax: settings.pricesIncludeTax,
    lines: lines.map((line, i) => ({
      sku: line.sku,
      quantity: line.quantity,
      unitPrice: amount(line.offer.priceAmount),
      amount: amount(totals.lines[i]?.lineAmount ?? 0),
      tax: amount(totals.lines[i]?.taxAmount ?? 0),
    })),
    shippingOptions,
  };
}

/** The same that CreateOrder reads, without an order in mind. */
const readGoods = ({ db, now }: Pick<Ctx, "db" | "now">, lines: readonly Line[]): Promise<Snapshot> =>
  readSnapshot(db, {
    idempotencyKey: "",
    customerId: null,
    email: null,
    skus: lines.map((line) => line.sku),
    now,
  });

import type { Carriage } from "@/server/domain/order/order-offer";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { basketKey, type CarrierQuote, findQuote } from "./carrier-quote.store";
import { quoteIdOf, rateMethod } from "./rate-method";
import type { BasketLine, Destination } from "./sending-places";

/** The carriage that `rate:<quote id>` names, at the price that was given for this very basket and destination. */
export async function quotedCarriage(
  reader: Reader,
  method: string,
  lines: readonly BasketLine[],
  destination: Destination,
): Promise<Carriage> {
  const id = quoteIdOf(method);
  const quote = id && (await findQuote(reader, id));
  // Another basket's price is no price, and looks to whoever sends it like one that there never was.
  if (!quote || quote.basket !== basketKey(lines, destination))
    throw new DomainError(
      "price_changed",
      "That shipping price was not given for this cart and address. Choose again how it should come.",
      { field: "shippingMethod" },
    );
  if (quote.expiresAt <= reader.now)
    throw new DomainError(
      "price_changed",
      `The price for ${quote.serviceName} is no longer good. Choose again how it should come.`,
      { field: "shippingMethod", expiredAt: quote.expiresAt.toISOString() },
    );
  return carriageFrom(quote);
}

export const carriageFrom = (quote: CarrierQuote): Carriage => ({
  method: rateMethod(quote.id),
  title: quote.serviceName,
  amount: quote.amount,
  service: quote.service,
  ...(quote.deliverBy
    ? { delivery: { from: quote.deliverFrom ?? quote.deliverBy, by: quote.deliverBy } }
    : {}),
  carrierOffer: {
    carrier: quote.carrier,
    serviceCode: quote.serviceCode,
    serviceName: quote.serviceName,
    cost: quote.cost,
  },
});

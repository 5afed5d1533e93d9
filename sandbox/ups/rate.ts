import { z } from "zod";
import { upsError } from "./errors";
import { currencyOf, decimal, priceOf, services, servicesBetween, zoneOf } from "./services";

const place = z.object({ Address: z.object({ PostalCode: z.string().catch(""), CountryCode: z.string() }) });
const onePackage = z.object({
  PackageWeight: z.object({ UnitOfMeasurement: z.object({ Code: z.string() }), Weight: z.string() }),
});
const rateBody = z.object({
  RateRequest: z.object({
    Shipment: z.object({
      Shipper: place,
      ShipFrom: place.optional(),
      ShipTo: place,
      Service: z.object({ Code: z.string() }).optional(),
      Package: z.union([onePackage.transform((one) => [one]), z.array(onePackage).min(1)]),
    }),
  }),
});

/** `POST /api/rating/v2409/{Rate|Shop}`: the price of one service, or of all between the two places. */
export function rate(option: string, body: unknown) {
  const parsed = rateBody.safeParse(body);
  if (!parsed.success)
    throw upsError(400, "9110001", `Invalid request: ${parsed.error.issues[0]?.path.join(".")}`);
  const { Shipper, ShipFrom, ShipTo, Service, Package } = parsed.data.RateRequest.Shipment;
  const from = (ShipFrom ?? Shipper).Address;
  const ends = {
    from: { country: from.CountryCode, postalCode: from.PostalCode },
    to: { country: ShipTo.Address.CountryCode, postalCode: ShipTo.Address.PostalCode },
  };
  const offered = servicesBetween(ends);
  const shop = /^shop/i.test(option);
  if (!shop && !/^rate/i.test(option)) throw upsError(400, "110002", "Missing or invalid request option");
  if (!shop && !Service)
    throw upsError(400, "111100", "The requested service is invalid from the selected origin.");
  const wanted = shop ? offered : offered.filter((code) => code === Service?.Code);
  if (wanted.length === 0)
    throw upsError(400, "111210", "The requested service is unavailable between the selected locations.");
  const unit = Package[0]?.PackageWeight.UnitOfMeasurement.Code ?? "LBS";
  const weights = Package.map((one) => Number(one.PackageWeight.Weight));
  if (weights.some((weight) => !(weight > 0)))
    throw upsError(400, "111050", "Missing or invalid package weight");
  const currency = currencyOf(ends.from.country);
  const charge = (cents: number) => ({ CurrencyCode: currency, MonetaryValue: decimal(cents) });
  const billing = (weight: number) => ({
    UnitOfMeasurement: { Code: unit, Description: unit === "KGS" ? "Kilograms" : "Pounds" },
    Weight: Math.max(1, Math.ceil(weight)).toFixed(1),
  });
  return {
    RateResponse: {
      Response: { ResponseStatus: { Code: "1", Description: "Success" } },
      RatedShipment: wanted.map((code) => {
        const prices = weights.map((weight) => priceOf(code, weight, ends));
        const published = prices.reduce((total, price) => total + price.published, 0);
        const negotiated = prices.reduce((total, price) => total + price.negotiated, 0);
        return {
          Service: { Code: code, Description: services[code]?.name ?? "UPS" },
          Zone: String(zoneOf(ends)),
          BillingWeight: billing(weights.reduce((a, b) => a + b, 0)),
          TransportationCharges: charge(published),
          ServiceOptionsCharges: charge(0),
          TotalCharges: charge(published),
          NegotiatedRateCharges: { TotalCharge: charge(negotiated) },
          RatedPackage: weights.map((weight, i) => ({
            TotalCharges: charge(prices[i]?.published ?? 0),
            BillingWeight: billing(weight),
          })),
        };
      }),
    },
  };
}

import { countryName } from "@/server/domain/customer/address";
import { readSnapshot } from "@/server/domain/order/place-order.store";
import { shippingOptions } from "@/server/domain/order/pricing";
import { referenceData } from "@/server/domain/settings/reference-data";
import type { Ctx } from "@/server/kernel/ctx";
import type { EstimateInput } from "./carriage.schema";
import { nextCutOff } from "./cut-off";
import { sendingPlaces, tableWindow } from "./sending-places";

export type Estimate = {
  country: { code: string; name: string };
  postalCode: string;
  /** The ways it can come by the shop's own table, the usual one first; none: it can't be sent there, or is sold out. */
  ways: { title: string; from: string; by: string }[];
  /** Until when an order still arrives on these days. */
  orderBy: string;
  /** Our own clock, so that a page can count down by it. */
  now: string;
};

/** When a basket arrives if it is ordered now, from the place that would send it. Asks no carrier and holds nothing. */
export async function deliveryEstimate(
  { db, now }: Pick<Ctx, "db" | "now">,
  { lines, country, postalCode }: EstimateInput,
): Promise<Estimate> {
  const [reference, { offers, shelves }] = await Promise.all([
    referenceData(db, now),
    readSnapshot(db, {
      idempotencyKey: "",
      customerId: null,
      email: null,
      skus: lines.map(({ sku }) => sku),
      now,
    }),
  ]);
  const about = {
    country: { code: country, name: countryName(country) },
    postalCode,
    now: now.toISOString(),
  };
  const places = sendingPlaces(lines, shelves, reference, { country, postalCode }, now);
  const centres = places.map(({ centre }) => centre);
  if (centres.length === 0) return { ...about, ways: [], orderBy: about.now };
  const grams = lines.reduce(
    (sum, line) => sum + line.quantity * (offers.find(({ sku }) => sku === line.sku)?.weightGrams ?? 0),
    0,
  );
  return {
    ...about,
    ways: shippingOptions(reference.shippingRates, country, grams).flatMap((rate) => {
      const window = tableWindow(centres, rate, now);
      return window ? [{ title: rate.title, ...window }] : [];
    }),
    orderBy: new Date(Math.min(...centres.map((centre) => nextCutOff(now, centre).getTime()))).toISOString(),
  };
}

export const services: Record<string, { name: string; days: number; factor: number }> = {
  "01": { name: "UPS Next Day Air", days: 1, factor: 4.1 },
  "02": { name: "UPS 2nd Day Air", days: 2, factor: 2.4 },
  "12": { name: "UPS 3 Day Select", days: 3, factor: 1.7 },
  "03": { name: "UPS Ground", days: 4, factor: 1 },
  "11": { name: "UPS Standard", days: 4, factor: 1 },
  "65": { name: "UPS Express Saver", days: 1, factor: 2.2 },
  "07": { name: "UPS Worldwide Express", days: 2, factor: 4.6 },
  "08": { name: "UPS Worldwide Expedited", days: 5, factor: 3.2 },
};

export type Ends = {
  from: { country: string; postalCode: string };
  to: { country: string; postalCode: string };
};

/** What UPS offers between two countries. */
export function servicesBetween({ from, to }: Ends): string[] {
  if (from.country === "US" && to.country === "US") return ["01", "02", "12", "03"];
  if (from.country === to.country) return ["07", "65", "11"];
  const overland = ![from.country, to.country].includes("US") || to.country === "CA";
  return overland ? ["07", "65", "08", "11"] : ["07", "65", "08"];
}

export const currencyOf = (country: string): string =>
  ({ US: "USD", PR: "USD", CA: "CAD", GB: "GBP" })[country] ?? "EUR";

/** Zones grow with the distance of the postcodes' first figures; abroad is a zone of its own. */
export function zoneOf({ from, to }: Ends): number {
  if (from.country !== to.country) return 10;
  const first = (code: string) => Number(/\d/.exec(code)?.[0] ?? 0);
  return 2 + Math.min(6, Math.abs(first(from.postalCode) - first(to.postalCode)));
}

/** Published and negotiated price in cents, by billed weight and zone. */
export function priceOf(
  serviceCode: string,
  weight: number,
  ends: Ends,
): { published: number; negotiated: number } {
  const billed = Math.max(1, Math.ceil(weight));
  const ground = 985 + 62 * zoneOf(ends) + billed * (38 + 6 * zoneOf(ends));
  const published = Math.round(ground * (services[serviceCode]?.factor ?? 1));
  return { published, negotiated: Math.round(published * 0.82) };
}

export const decimal = (cents: number): string => (cents / 100).toFixed(2);

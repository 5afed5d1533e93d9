import { distanceKm, locate } from "@/server/domain/inventory/geography";

/** UPS's services, with how much dearer than the plainest each is between the same two places. */
export const services: Record<string, { name: string; factor: number }> = {
  "01": { name: "UPS Next Day Air", factor: 4.1 },
  "13": { name: "UPS Next Day Air Saver", factor: 3.7 },
  "02": { name: "UPS 2nd Day Air", factor: 2.4 },
  "12": { name: "UPS 3 Day Select", factor: 1.7 },
  "03": { name: "UPS Ground", factor: 1 },
  "07": { name: "UPS Worldwide Express", factor: 1.5 },
  "65": { name: "UPS Express Saver", factor: 1.38 },
  "08": { name: "UPS Worldwide Expedited", factor: 1.2 },
  "11": { name: "UPS Standard", factor: 0.55 },
};

/** Where a parcel starts or ends. */
export type End = { country: string; region: string; postalCode: string };
export type Ends = { from: End; to: End };

const unitedStates = ["US", "PR"];
/** States that no truck reaches. */
const overseas = ["AK", "HI", "PR", "VI", "GU"];
/** Where UPS does not go. */
const notServed = ["AQ", "BY", "CU", "IR", "KP", "RU", "SY"];
const europe =
  "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(
    " ",
  );

export const domestic = ({ from, to }: Ends): boolean =>
  from.country === to.country || [from, to].every(({ country }) => unitedStates.includes(country));
export const isOverseas = ({ country, region }: End): boolean =>
  country === "PR" || (country === "US" && overseas.includes(region));
export const overland = ({ from, to }: Ends): boolean =>
  [from, to].every(({ country }) => europe.includes(country)) ||
  [from, to].every(({ country }) => ["US", "CA", "MX"].includes(country));

/** What UPS offers between two places, the fastest first. */
export function servicesBetween(ends: Ends): string[] {
  const { from, to } = ends;
  if (notServed.includes(to.country)) return [];
  if (unitedStates.includes(from.country) && domestic(ends))
    return isOverseas(from) || isOverseas(to) ? ["01", "02", "03"] : ["01", "13", "02", "12", "03"];
  if (domestic(ends)) return ["07", "65", "11"];
  return overland(ends) ? ["07", "65", "08", "11"] : ["07", "65", "08"];
}

export const currencyOf = (country: string): string =>
  ({ US: "USD", PR: "USD", CA: "CAD", GB: "GBP" })[country] ?? "EUR";

/** As the crow flies; places nobody knows are taken for far. */
export function kilometres({ from, to }: Ends): number {
  const [a, b] = [locate(from), locate(to)];
  return a && b ? distanceKm(a, b) : 8000;
}

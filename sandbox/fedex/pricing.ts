import { type Ends, services, zoneOf } from "./services";

export type Weight = { units: "LB" | "KG"; value: number };
export type Sides = { length: number; width: number; height: number; units: "IN" | "CM" };

/** Volume of a unit of weight: FedEx bills large, light boxes by it. */
const dimDivisor = { IN: 139, CM: 5_000 } as const;
const kilogramsPerPound = 0.453_592_37;
/** What this account pays less than the list. */
const discount = 0.22;
const fuelPercent = 9;

export type Price = {
  zone: number;
  /** All in cents of `currency`. */
  base: number;
  discount: number;
  fuel: number;
  residential: number;
  net: number;
  list: number;
  currency: string;
  billed: Weight;
  byVolume: boolean;
  dimDivisor: number;
  fuelPercent: number;
};

/** What a service costs this account: by zone and billed weight, with the surcharges for fuel and for homes. */
export function priceOf(serviceType: string, ends: Ends, weight: Weight, sides?: Sides): Price {
  const volume = sides ? (sides.length * sides.width * sides.height) / dimDivisor[sides.units] : 0;
  const byVolume = volume > weight.value;
  const billed = { ...weight, value: Math.max(1, Math.ceil(Math.max(weight.value, volume))) };
  const pounds = billed.units === "LB" ? billed.value : billed.value / kilogramsPerPound;
  const zone = zoneOf(ends);
  const base = Math.round(ground(zone, pounds) * (services[serviceType]?.factor ?? 1));
  const off = Math.round(base * discount);
  const drives = services[serviceType]?.carrier === "FDXG";
  const residential = ends.to.residential && zone < 50 ? (drives ? 160 : 340) : 0;
  const fuel = (freight: number) => Math.round(((freight + residential) * fuelPercent) / 100);
  const net = base - off + residential + fuel(base - off);
  return {
    zone,
    base,
    discount: off,
    fuel: fuel(base - off),
    residential,
    net,
    list: base + residential + fuel(base),
    currency: currencyOf(ends.from.country),
    billed,
    byVolume,
    dimDivisor: sides ? dimDivisor[sides.units] : 0,
    fuelPercent,
  };
}

const ground = (zone: number, pounds: number): number =>
  zone > 50 ? 4_100 + 390 * pounds : 790 + 72 * zone + (pounds - 1) * (18 + 7 * zone);

const currencyOf = (country: string): string =>
  ({ US: "USD", PR: "USD", CA: "CAD", GB: "UKL" })[country] ?? "EUR";

/** Cents as FedEx writes them: a JSON number with two decimals. */
export const amount = (cents: number): number => Math.round(cents) / 100;

import type { ShippingRate } from "../../server/domain/order/pricing";
import { europeanCountries } from "./tax-rates";

/** The heaviest parcel of each price step, in grams. */
const steps = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000] as const;

type Tariff = {
  method: "standard" | "express";
  zone: string;
  countries: readonly string[];
  days: readonly [min: number, max: number];
  /** US cents, one for each step. */
  cents: readonly [number, number, number, number, number, number, number];
};

const tariffs: readonly Tariff[] = [
  {
    method: "standard",
    zone: "United States",
    countries: ["US"],
    days: [3, 5],
    cents: [495, 695, 895, 1295, 1795, 2695, 3895],
  },
  {
    method: "express",
    zone: "United States",
    countries: ["US"],
    days: [1, 2],
    cents: [1495, 1795, 2295, 3295, 4895, 7495, 10_495],
  },
  {
    method: "standard",
    zone: "Canada",
    countries: ["CA"],
    days: [5, 8],
    cents: [1095, 1395, 1795, 2695, 3895, 5995, 8495],
  },
  {
    method: "express",
    zone: "Canada",
    countries: ["CA"],
    days: [2, 3],
    cents: [2895, 3295, 3995, 5695, 8495, 12_995, 17_995],
  },
  {
    method: "standard",
    zone: "Europe",
    countries: europeanCountries,
    days: [7, 12],
    cents: [1695, 2195, 2995, 4695, 7495, 12_495, 17_495],
  },
  {
    method: "express",
    zone: "Europe",
    countries: europeanCountries,
    days: [3, 5],
    cents: [3995, 4695, 5995, 8995, 13_995, 22_495, 30_995],
  },
];

/** Prices of the demo shop: two methods, three zones, seven weight steps up to 30 kg. */
export const shippingRates: readonly (ShippingRate & { zone: string; currency: string })[] = tariffs.flatMap(
  ({ method, zone, countries, days, cents }) =>
    steps.map((maxWeightGrams, i) => ({
      method,
      title: method === "standard" ? "Standard" : "Express",
      zone,
      countries,
      maxWeightGrams,
      amount: cents[i] ?? 0,
      currency: "USD",
      service: method,
      minDays: days[0],
      maxDays: days[1],
      position: method === "standard" ? 0 : 1,
    })),
);

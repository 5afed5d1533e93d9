import type { Consignment } from "@/server/ports/carrier";

const gramsPerPound = 453.592_37;
const millimetresPerInch = 25.4;

type Units = { weight: "LB" | "KG"; length: "IN" | "CM" };

/** FedEx measures in the units of the country of origin, and does not want them mixed. */
const unitsOf = (origin: string): Units =>
  origin === "US" || origin === "PR" ? { weight: "LB", length: "IN" } : { weight: "KG", length: "CM" };

/** In tenths, rounded up, so that we never declare too little. */
export function weight(grams: number, origin: string): { units: "LB" | "KG"; value: number } {
  const units = unitsOf(origin).weight;
  const tenths = roundedUp((grams / (units === "LB" ? gramsPerPound : 1000)) * 10);
  return { units, value: Math.max(1, tenths) / 10 };
}

/** Whole inches or centimetres, rounded up as FedEx does when it measures; the longest side is the length. */
export function dimensions(size: NonNullable<Consignment["size"]>, origin: string) {
  const units = unitsOf(origin).length;
  const perUnit = units === "IN" ? millimetresPerInch : 10;
  const [length = 1, width = 1, height = 1] = [size.lengthMm, size.widthMm, size.heightMm]
    .map((side) => Math.max(1, roundedUp(side / perUnit)))
    .sort((a, b) => b - a);
  return { length, width, height, units };
}

/** Up to the next whole number, but for what is a float's noise. */
const roundedUp = (value: number): number => Math.ceil(Number(value.toFixed(6)));

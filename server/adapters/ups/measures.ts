import type { Consignment } from "@/server/ports/carrier";
import { inUnitedStates } from "./services";

const gramsPerPound = 453.592_37;
const millimetresPerInch = 25.4;

const pounds = { Code: "LBS", Description: "Pounds" } as const;
const kilograms = { Code: "KGS", Description: "Kilograms" } as const;
const inches = { Code: "IN", Description: "Inches" } as const;
const centimetres = { Code: "CM", Description: "Centimeters" } as const;

/** UPS weighs in the unit of the country of origin, in tenths; rounded up, so that we never declare too little. */
export function weight(grams: number, origin: string) {
  const unit = inUnitedStates({ country: origin }) ? pounds : kilograms;
  const tenths = Math.max(1, roundedUp((grams / (unit === pounds ? gramsPerPound : 1000)) * 10));
  return { UnitOfMeasurement: unit, Weight: (tenths / 10).toFixed(1) };
}

/** Whole inches or centimetres, rounded up as UPS does when it measures; the longest side is the length. */
export function dimensions(size: NonNullable<Consignment["size"]>, origin: string) {
  const unit = inUnitedStates({ country: origin }) ? inches : centimetres;
  const perUnit = unit === inches ? millimetresPerInch : 10;
  const [length = 1, width = 1, height = 1] = [size.lengthMm, size.widthMm, size.heightMm]
    .map((side) => Math.max(1, roundedUp(side / perUnit)))
    .sort((a, b) => b - a);
  return {
    UnitOfMeasurement: unit,
    Length: String(length),
    Width: String(width),
    Height: String(height),
  };
}

/** Up to the next whole number, but for what is a float's noise. */
const roundedUp = (value: number): number => Math.ceil(Number(value.toFixed(6)));

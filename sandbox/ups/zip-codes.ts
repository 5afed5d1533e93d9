import { createRequire } from "node:module";

export type ZipCode = { zip: string; city: string; state: string };

let byCode: Record<string, ZipCode> | undefined;

/** Five megabytes, which only those need to read who check an address. */
const codes = (): Record<string, ZipCode> => {
  byCode ??= (createRequire(import.meta.url)("zipcodes/lib/codes.js") as { codes: Record<string, ZipCode> })
    .codes;
  return byCode;
};

export const findZip = (zip: string): ZipCode | undefined => codes()[zip];

/** Every ZIP code of a town, in order. */
export function zipsOf(city: string, state: string): ZipCode[] {
  const wanted = city.trim().toUpperCase();
  return Object.values(codes()).filter((one) => one.state === state && one.city.toUpperCase() === wanted);
}

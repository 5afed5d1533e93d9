import { createRequire } from "node:module";

type Row = { zip: string; latitude: number; longitude: number; city: string; state: string; country: string };
type Zipcodes = { lookup(code: string): Row | undefined; distance(a: string, b: string): number | null };

let loaded: Zipcodes | undefined;

/** The table is large, and read at the first address that asks. */
function table(): Zipcodes {
  loaded ??= createRequire(import.meta.url)("zipcodes") as Zipcodes;
  return loaded;
}

const key = (code: string): string =>
  /^\d/.test(code) ? code.slice(0, 5) : code.trim().slice(0, 3).toUpperCase();

/** City and state of a ZIP code. Canadian codes are known by their first half, which names no one city. */
export function cityOf(zip: string): { city: string; state: string } | undefined {
  const row = /^\d{5}/.test(zip) ? table().lookup(key(zip)) : undefined;
  return row && { city: row.city, state: row.state };
}

/** Miles between two postcodes of the United States and Canada; a long way where one of them is not known. */
export function milesBetween(from: string, to: string): number {
  const miles = table().distance(key(from), key(to));
  return miles === null || Number.isNaN(miles) ? 1_500 : miles;
}

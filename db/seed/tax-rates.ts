import type { TaxCategory } from "../schema";

export type SeedTaxRate = {
  name: string;
  country: string;
  region: string | null;
  category: TaxCategory;
  ratePpm: number;
  validFrom: Date;
  validTo: Date | null;
};

/** A rate in percent, or its history: [since, percent][], oldest first. */
type Percent = number | readonly (readonly [since: string, percent: number])[];
type Rates = { standard: Percent } & { [category in TaxCategory]?: Percent };

/** The oldest rates are given as if they had always held. */
const start = "2020-01-01";

/**
 * The states' own sales tax, with the local part where it is the same all over the state (CA, UT, VA). Counties' and
 * cities' rates, and exemptions up to a price (clothing in MA, NY, RI), need a tax service behind the same port.
 * Food means groceries.
 */
// biome-ignore format: one destination a line
const usStates: Record<string, [name: string, rates: Rates]> = {
  AL: ["Alabama", { standard: 4, food: [[start, 4], ["2023-09-01", 3], ["2025-09-01", 2]] }],
  AK: ["Alaska", { standard: 0 }],
  AZ: ["Arizona", { standard: 5.6, food: 0 }],
  AR: ["Arkansas", { standard: 6.5, food: [[start, 0.125], ["2026-01-01", 0]] }],
  CA: ["California", { standard: 7.25, food: 0 }],
  CO: ["Colorado", { standard: 2.9, food: 0 }],
  CT: ["Connecticut", { standard: 6.35, food: 0 }],
  DE: ["Delaware", { standard: 0 }],
  DC: ["District of Columbia", { standard: 6, food: 0 }],
  FL: ["Florida", { standard: 6, food: 0 }],
  GA: ["Georgia", { standard: 4, food: 0 }],
  HI: ["Hawaii", { standard: 4 }],
  ID: ["Idaho", { standard: 6 }],
  IL: ["Illinois", { standard: 6.25, food: [[start, 1], ["2026-01-01", 0]] }],
  IN: ["Indiana", { standard: 7, food: 0 }],
  IA: ["Iowa", { standard: 6, food: 0 }],
  KS: [
    "Kansas",
    { standard: 6.5, food: [[start, 6.5], ["2023-01-01", 4], ["2024-01-01", 2], ["2025-01-01", 0]] },
  ],
  KY: ["Kentucky", { standard: 6, food: 0 }],
  LA: ["Louisiana", { standard: [[start, 4.45], ["2025-01-01", 5]], food: 0 }],
  ME: ["Maine", { standard: 5.5, food: 0 }],
  MD: ["Maryland", { standard: 6, food: 0 }],
  MA: ["Massachusetts", { standard: 6.25, food: 0 }],
  MI: ["Michigan", { standard: 6, food: 0 }],
  MN: ["Minnesota", { standard: 6.875, food: 0, clothing: 0 }],
  MS: ["Mississippi", { standard: 7, food: [[start, 7], ["2025-07-01", 5]] }],
  MO: ["Missouri", { standard: 4.225, food: 1.225 }],
  MT: ["Montana", { standard: 0 }],
  NE: ["Nebraska", { standard: 5.5, food: 0 }],
  NV: ["Nevada", { standard: 6.85, food: 0 }],
  NH: ["New Hampshire", { standard: 0 }],
  NJ: ["New Jersey", { standard: 6.625, food: 0, clothing: 0 }],
  NM: ["New Mexico", { standard: [[start, 5.125], ["2022-07-01", 5], ["2023-07-01", 4.875]], food: 0 }],
  NY: ["New York", { standard: 4, food: 0 }],
  NC: ["North Carolina", { standard: 4.75, food: 0 }],
  ND: ["North Dakota", { standard: 5, food: 0 }],
  OH: ["Ohio", { standard: 5.75, food: 0 }],
  OK: ["Oklahoma", { standard: 4.5, food: [[start, 4.5], ["2024-08-29", 0]] }],
  OR: ["Oregon", { standard: 0 }],
  PA: ["Pennsylvania", { standard: 6, food: 0, clothing: 0 }],
  RI: ["Rhode Island", { standard: 7, food: 0 }],
  SC: ["South Carolina", { standard: 6, food: 0 }],
  SD: ["South Dakota", { standard: [[start, 4.5], ["2023-07-01", 4.2]] }],
  TN: ["Tennessee", { standard: 7, food: 4 }],
  TX: ["Texas", { standard: 6.25, food: 0 }],
  UT: ["Utah", { standard: 6.1, food: 3 }],
  VT: ["Vermont", { standard: 6, food: 0, clothing: 0 }],
  VA: ["Virginia", { standard: 5.3, food: [[start, 2.5], ["2023-01-01", 1]] }],
  WA: ["Washington", { standard: 6.5, food: 0 }],
  WV: ["West Virginia", { standard: 6, food: 0 }],
  WI: ["Wisconsin", { standard: 5, food: 0 }],
  WY: ["Wyoming", { standard: 4, food: 0 }],
};

/** Value added tax. A reduced rate is given where it holds for groceries, or for printed books, as a whole. */
// biome-ignore format: one destination a line
const europe: Record<string, [name: string, rates: Rates]> = {
  AT: ["Austria", { standard: 20, food: 10, books: 10 }],
  BE: ["Belgium", { standard: 21, food: 6, books: 6 }],
  BG: ["Bulgaria", { standard: 20, books: [[start, 20], ["2020-07-01", 9]] }],
  HR: ["Croatia", { standard: 25, books: 5 }],
  CY: ["Cyprus", { standard: 19, food: 5 }],
  CZ: ["Czechia", { standard: 21, food: [[start, 15], ["2024-01-01", 12]], books: [[start, 10], ["2024-01-01", 0]] }],
  DK: ["Denmark", { standard: 25 }],
  EE: ["Estonia", { standard: [[start, 20], ["2024-01-01", 22], ["2025-07-01", 24]], books: 9 }],
  FI: [
    "Finland",
    {
      standard: [[start, 24], ["2024-09-01", 25.5]],
      food: [[start, 14], ["2026-01-01", 13.5]],
      books: [[start, 10], ["2025-01-01", 14], ["2026-01-01", 13.5]],
    },
  ],
  FR: ["France", { standard: 20, food: 5.5, books: 5.5 }],
  DE: [
    "Germany",
    {
      standard: [[start, 19], ["2020-07-01", 16], ["2021-01-01", 19]],
      food: [[start, 7], ["2020-07-01", 5], ["2021-01-01", 7]],
      books: [[start, 7], ["2020-07-01", 5], ["2021-01-01", 7]],
    },
  ],
  GR: ["Greece", { standard: 24, food: 13, books: 6 }],
  HU: ["Hungary", { standard: 27, books: 5 }],
  IE: [
    "Ireland",
    {
      standard: [[start, 23], ["2020-09-01", 21], ["2021-03-01", 23]],
      food: 0,
      books: [[start, 9], ["2023-01-01", 0]],
    },
  ],
  IT: ["Italy", { standard: 22, food: 10, books: 4 }],
  LV: ["Latvia", { standard: 21 }],
  LT: ["Lithuania", { standard: 21, books: [[start, 9], ["2026-01-01", 5]] }],
  LU: ["Luxembourg", { standard: [[start, 17], ["2023-01-01", 16], ["2024-01-01", 17]], food: 3, books: 3 }],
  MT: ["Malta", { standard: 18, food: 0, books: 5 }],
  NL: ["Netherlands", { standard: 21, food: 9, books: 9 }],
  PL: ["Poland", { standard: 23, food: [[start, 5], ["2022-02-01", 0], ["2024-04-01", 5]], books: 5 }],
  PT: ["Portugal", { standard: 23, books: 6 }],
  RO: [
    "Romania",
    {
      standard: [[start, 19], ["2025-08-01", 21]],
      food: [[start, 9], ["2025-08-01", 11]],
      books: [[start, 5], ["2025-08-01", 11]],
    },
  ],
  SK: ["Slovakia", { standard: [[start, 20], ["2025-01-01", 23]], books: [[start, 10], ["2025-01-01", 5]] }],
  SI: ["Slovenia", { standard: 22, food: 9.5, books: 5 }],
  ES: ["Spain", { standard: 21, food: 10, books: 4 }],
  SE: ["Sweden", { standard: 25, food: [[start, 12], ["2026-04-01", 6]], books: 6 }],
  GB: ["United Kingdom", { standard: 20, food: 0, books: 0 }],
};

/**
 * Goods and services tax, harmonized with the province's own where it takes part. British Columbia, Manitoba, Quebec and
 * Saskatchewan collect theirs from sellers who are registered there. Books pay the federal part alone.
 */
// biome-ignore format: one destination a line
const canada: Record<string, [name: string, rates: Rates]> = {
  AB: ["Alberta GST", { standard: 5, food: 0 }],
  BC: ["British Columbia GST", { standard: 5, food: 0 }],
  MB: ["Manitoba GST", { standard: 5, food: 0 }],
  NB: ["New Brunswick HST", { standard: 15, food: 0, books: 5 }],
  NL: ["Newfoundland and Labrador HST", { standard: 15, food: 0, books: 5 }],
  NS: ["Nova Scotia HST", { standard: [[start, 15], ["2025-04-01", 14]], food: 0, books: 5 }],
  NT: ["Northwest Territories GST", { standard: 5, food: 0 }],
  NU: ["Nunavut GST", { standard: 5, food: 0 }],
  ON: ["Ontario HST", { standard: 13, food: 0, books: 5 }],
  PE: ["Prince Edward Island HST", { standard: 15, food: 0, books: 5 }],
  QC: ["Quebec GST", { standard: 5, food: 0 }],
  SK: ["Saskatchewan GST", { standard: 5, food: 0 }],
  YT: ["Yukon GST", { standard: 5, food: 0 }],
};

const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

function dated(name: string, country: string, region: string | null, rates: Rates): SeedTaxRate[] {
  return Object.entries(rates).flatMap(([category, percent]) => {
    const history = typeof percent === "number" ? [[start, percent] as const] : percent;
    return history.map(([since, rate], i) => {
      const next = history[i + 1];
      return {
        name: category === "standard" ? name : `${name}, ${category}`,
        country,
        region,
        category: category as TaxCategory,
        ratePpm: Math.round(rate * 10_000),
        validFrom: day(since),
        validTo: next ? day(next[0]) : null,
      };
    });
  });
}

/** Sales tax of the US states, VAT of the EU and the UK, Canada's GST and HST: dated, by destination. */
export const taxRates: readonly SeedTaxRate[] = [
  ...Object.entries(usStates).flatMap(([region, [name, rates]]) =>
    dated(`${name} sales tax`, "US", region, rates),
  ),
  ...Object.entries(europe).flatMap(([country, [name, rates]]) => dated(`${name} VAT`, country, null, rates)),
  ...Object.entries(canada).flatMap(([region, [name, rates]]) => dated(name, "CA", region, rates)),
];

/** The countries of the European rates, which are also the shop's European shipping zone. */
export const europeanCountries: readonly string[] = Object.keys(europe);

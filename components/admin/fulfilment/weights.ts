/** "850 g", "1.35 kg". */
export const gramsText = (grams: number): string =>
  grams < 1_000
    ? `${grams} g`
    : `${(grams / 1_000).toLocaleString("en-US", { maximumFractionDigits: 2 })} kg`;

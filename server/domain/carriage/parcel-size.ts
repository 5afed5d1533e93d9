import type { Consignment } from "@/server/ports/carrier";

export type Measured = {
  quantity: number;
  lengthMm: number | null;
  widthMm: number | null;
  heightMm: number | null;
};

/** Padding on every side. */
const marginMm = 20;

/**
 * The box that goods need at least: as long and as wide as the largest of them, and high enough for all. Undefined as
 * soon as one of them was never measured: a guess would make the carrier's price a guess.
 */
export function parcelSize(goods: readonly Measured[]): Consignment["size"] {
  let [length, width, height, volume] = [0, 0, 0, 0];
  for (const { quantity, lengthMm, widthMm, heightMm } of goods) {
    if (!lengthMm || !widthMm || !heightMm) return undefined;
    const [shortest = 0, middle = 0, longest = 0] = [lengthMm, widthMm, heightMm].sort((a, b) => a - b);
    length = Math.max(length, longest);
    width = Math.max(width, middle);
    height = Math.max(height, shortest);
    volume += quantity * lengthMm * widthMm * heightMm;
  }
  if (volume === 0) return undefined;
  return {
    lengthMm: length + marginMm,
    widthMm: width + marginMm,
    heightMm: Math.max(height, Math.ceil(volume / (length * width))) + marginMm,
  };
}

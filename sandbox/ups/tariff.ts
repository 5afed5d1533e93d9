import { domestic, type Ends, isOverseas, kilometres, overland, services } from "./services";

export type Size = { length: number; width: number; height: number };
/** What is carried, in pounds and inches or in kilograms and centimetres. */
export type Load = { unit: "LBS" | "KGS"; weight: number; size?: Size | undefined };
export type Price = { transport: number; options: number; published: number; negotiated: number };

/** Kilometres up to which a zone of the United States reaches, from zone 2 on. */
const zoneEnds = [241, 483, 966, 1609, 2253, 2897];
/** Cents for the first pound and for each further one, by zone from 2 to 8, then for states no truck reaches. */
const ground = [
  [1030, 32],
  [1075, 38],
  [1130, 46],
  [1190, 58],
  [1245, 72],
  [1300, 88],
  [1360, 105],
  [2900, 190],
] as const;

const fuel = 0.195;
const negotiatedShare = 0.68;
const residential = 585;
const additionalHandling = 2400;
const poundsPerKilogram = 2.204_62;

/** 2 to 8 by distance inside the contiguous United States and other countries, 9 overseas. */
export function zoneOf(ends: Ends): number {
  if (isOverseas(ends.from) !== isOverseas(ends.to)) return 9;
  const km = kilometres(ends);
  const place = zoneEnds.findIndex((end) => km <= end);
  return place === -1 ? 8 : place + 2;
}

/** What is charged for: the weight, or that of the space it takes; whole pounds, half kilograms. */
export function billedWeight({ unit, weight, size }: Load): number {
  const volume = size ? size.length * size.width * size.height : 0;
  const heavier = Math.max(weight, volume / (unit === "LBS" ? 139 : 5000));
  const step = unit === "LBS" ? 1 : 0.5;
  return Math.max(step, Math.ceil(Number((heavier / step).toFixed(6))) * step);
}

/** Too long or too heavy for a belt. */
export function needsHandling({ unit, weight, size }: Load): boolean {
  const longest = size ? Math.max(size.length, size.width, size.height) : 0;
  return unit === "LBS" ? weight > 50 || longest > 48 : weight > 25 || longest > 122;
}

/** In cents of the origin's currency, by zone, billed weight and service. */
export function priceOf(serviceCode: string, load: Load, ends: Ends, toHome: boolean): Price {
  const billed = billedWeight(load);
  const [base, perPound] = rateOf(ends);
  const further = Math.max(0, (load.unit === "LBS" ? billed : billed * poundsPerKilogram) - 1);
  const factor = services[serviceCode]?.factor ?? 1;
  const transport = Math.round((base + further * perPound) * factor * (1 + fuel));
  const options = (toHome ? residential : 0) + (needsHandling(load) ? additionalHandling : 0);
  return {
    transport,
    options,
    published: transport + options,
    negotiated: Math.round(transport * negotiatedShare) + options,
  };
}

function rateOf(ends: Ends): readonly [number, number] {
  if (domestic(ends)) {
    const abroadAtHome = !["US", "PR"].includes(ends.from.country);
    const [base, perPound] = ground[zoneOf(ends) - 2] ?? [1360, 105];
    // "Standard" inside one country costs what Ground does, whose factor is higher.
    return abroadAtHome ? [base * 1.5, perPound * 1.2] : [base, perPound];
  }
  if (overland(ends)) return [3200 + kilometres(ends) * 0.4, 150];
  return kilometres(ends) < 9000 ? [6900, 430] : [7900, 560];
}

export const decimal = (cents: number): string => (cents / 100).toFixed(2);

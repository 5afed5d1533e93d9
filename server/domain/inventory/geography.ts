import { postcodePoint } from "./postcodes";

export type GeoPoint = { latitude: number; longitude: number };

/** Great-circle distance in kilometres. */
export function distanceKm(a: GeoPoint, b: GeoPoint): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const dLat = radians(b.latitude - a.latitude);
  const dLon = radians(b.longitude - a.longitude);
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)));
}

const point = (latitude: number, longitude: number): GeoPoint => ({ latitude, longitude });

/** About where a country's people live: near enough to tell which place of ours is nearer. */
const countryCentres: Record<string, GeoPoint> = {
  AT: point(47.8, 14.8),
  AU: point(-33.5, 148.0),
  BE: point(50.8, 4.5),
  BG: point(42.7, 24.8),
  CA: point(46.5, -79.5),
  CH: point(47.0, 8.0),
  CY: point(35.0, 33.2),
  CZ: point(49.8, 15.3),
  DE: point(51.1, 10.4),
  DK: point(55.8, 11.0),
  EE: point(59.1, 25.4),
  ES: point(40.0, -3.7),
  FI: point(61.5, 25.0),
  FR: point(46.6, 2.4),
  GB: point(52.4, -1.5),
  GR: point(38.5, 23.3),
  HR: point(45.5, 16.1),
  HU: point(47.3, 19.2),
  IE: point(53.3, -7.7),
  IS: point(64.3, -20.9),
  IT: point(42.8, 12.5),
  JP: point(35.7, 138.0),
  LI: point(47.1, 9.5),
  LT: point(55.1, 24.0),
  LU: point(49.7, 6.1),
  LV: point(56.9, 24.6),
  MT: point(35.9, 14.4),
  MX: point(20.5, -100.0),
  NL: point(52.2, 5.3),
  NO: point(60.5, 9.5),
  NZ: point(-39.0, 175.5),
  PL: point(51.9, 19.4),
  PT: point(39.8, -8.4),
  RO: point(45.7, 25.2),
  SE: point(58.8, 15.6),
  SI: point(46.1, 14.8),
  SK: point(48.6, 19.2),
};

/**
 * Where an address is, to a kilometre or two by a postcode that is known, to a region by the start of one, and else
 * by its country. Null when nothing is known of it. Quick and without I/O: every order asks.
 */
export function locate({ country, postalCode }: { country: string; postalCode: string }): GeoPoint | null {
  const code = postalCode.trim().toUpperCase();
  // ZIP+4 is a ZIP code with the side of the street.
  if (country === "US") return nearestKnown(/^\d+/.exec(code)?.[0].slice(0, 5) ?? "", [5, 3, 1]);
  if (country === "CA") {
    const found = nearestKnown(code.slice(0, 3), [3, 1]);
    if (found) return found;
  }
  return countryCentres[country] ?? null;
}

function nearestKnown(code: string, lengths: readonly number[]): GeoPoint | null {
  for (const length of lengths) {
    const found = code.length >= length ? postcodePoint(code.slice(0, length)) : null;
    if (found) return found;
  }
  return null;
}

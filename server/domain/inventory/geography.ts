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

/** Rough centres of the areas that a US ZIP code's first digit names: near enough to tell east from west. */
const usZipAreas: Record<string, GeoPoint> = {
  "0": point(42.6, -72.5),
  "1": point(41.5, -75.6),
  "2": point(37.2, -78.9),
  "3": point(31.6, -84.2),
  "4": point(40.3, -84.4),
  "5": point(44.4, -93.6),
  "6": point(40.0, -91.5),
  "7": point(32.2, -95.6),
  "8": point(38.5, -109.8),
  "9": point(37.8, -120.5),
};

const countryCentres: Record<string, GeoPoint> = {
  CA: point(46.5, -79.5),
  GB: point(52.4, -1.5),
  IE: point(53.3, -7.7),
  DE: point(51.1, 10.4),
  FR: point(46.6, 2.4),
  NL: point(52.2, 5.3),
  ES: point(40.0, -3.7),
  IT: point(42.8, 12.5),
  AU: point(-33.5, 148.0),
};

/** Where an address is, roughly; null when the country is not in the tables. */
export function locate(address: { country: string; postalCode: string }): GeoPoint | null {
  if (address.country === "US") return usZipAreas[address.postalCode.trim().charAt(0)] ?? null;
  return countryCentres[address.country] ?? null;
}

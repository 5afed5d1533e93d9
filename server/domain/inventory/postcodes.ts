import { brotliDecompressSync } from "node:zlib";
import type { GeoPoint } from "./geography";
import { packedPostcodes } from "./postcodes.data";

/** How finely the table is kept: fiftieths of a degree, some two kilometres. */
export const stepsPerDegree = 50;

const zips = 100_000;
const areasOfLetter = 260;
const size = zips + 26 * areasOfLetter;

/** Where a postcode stands in the table: a ZIP code's five digits, or the first half of a Canadian code (K1A). */
export function indexOfPostcode(code: string): number | null {
  if (/^\d{5}$/.test(code)) return Number(code);
  if (!/^[A-Z]\d[A-Z]$/.test(code)) return null;
  const letter = (at: number) => code.charCodeAt(at) - 65;
  return zips + letter(0) * areasOfLetter + Number(code[1]) * 26 + letter(2);
}

type Sum = { latitude: number; longitude: number; codes: number };
type Table = { points: Float32Array; areas: Map<string, Sum> };
let table: Table | undefined;

/** Where a postcode or the start of one is; of a start ("122", "K"), the middle of the codes that begin like it. */
export function postcodePoint(code: string): GeoPoint | null {
  table ??= unpack();
  const index = indexOfPostcode(code);
  if (index !== null) {
    const latitude = table.points[2 * index] ?? Number.NaN;
    return Number.isNaN(latitude) ? null : { latitude, longitude: table.points[2 * index + 1] ?? 0 };
  }
  const area = table.areas.get(code);
  return area ? { latitude: area.latitude / area.codes, longitude: area.longitude / area.codes } : null;
}

/** Unpacked at the first address that asks: some ten milliseconds, once in a process. */
function unpack(): Table {
  const bytes = brotliDecompressSync(Buffer.from(packedPostcodes, "base64"));
  const numbers: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    let value = 0;
    let shift = 0;
    let byte = 128;
    while (byte > 127) {
      byte = bytes[at++] ?? 0;
      value |= (byte & 127) << shift;
      shift += 7;
    }
    numbers.push(value & 1 ? -(value + 1) / 2 : value / 2);
  }

  const points = new Float32Array(2 * size).fill(Number.NaN);
  const areas = new Map<string, Sum>();
  const count = numbers.length / 3;
  let [index, latitude, longitude] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    index += numbers[i] ?? 0;
    latitude += numbers[count + i] ?? 0;
    longitude += numbers[2 * count + i] ?? 0;
    const point = { latitude: latitude / stepsPerDegree, longitude: longitude / stepsPerDegree };
    points[2 * index] = point.latitude;
    points[2 * index + 1] = point.longitude;
    for (const area of areasOf(index)) {
      const sum = areas.get(area) ?? { latitude: 0, longitude: 0, codes: 0 };
      sum.latitude += point.latitude;
      sum.longitude += point.longitude;
      sum.codes += 1;
      areas.set(area, sum);
    }
  }
  return { points, areas };
}

/** The starts of a postcode that stand for it when it is not known: three digits, then one; or a province's letter. */
function areasOf(index: number): string[] {
  if (index >= zips) return [String.fromCharCode(65 + Math.floor((index - zips) / areasOfLetter))];
  const zip = String(index).padStart(5, "0");
  return [zip.slice(0, 3), zip.slice(0, 1)];
}

import { brotliCompressSync, constants } from "node:zlib";
import { indexOfPostcode, stepsPerDegree } from "@/server/domain/inventory/postcodes";

export type PostcodeRow = { latitude: number | null; longitude: number | null; state: string };

/** Mail for the forces abroad: the package knows no place for it, or that of a base. */
const military = ["AA", "AE", "AP"];

/** Rows that name a place; a few of the package's stand at 0/0, or have lost a column. */
export const isPlace = (row: PostcodeRow): row is PostcodeRow & { latitude: number; longitude: number } =>
  row.latitude !== null &&
  row.longitude !== null &&
  Math.abs(row.latitude) > 1 &&
  !military.includes(row.state);

/** Codes as differences from one to the next, then latitudes, then longitudes; small whole numbers pack well. */
export function packPostcodes(rows: Record<string, PostcodeRow>): string {
  const places = Object.entries(rows)
    .flatMap(([code, row]) => {
      const index = indexOfPostcode(code);
      return index !== null && isPlace(row)
        ? [[index, Math.round(row.latitude * stepsPerDegree), Math.round(row.longitude * stepsPerDegree)]]
        : [];
    })
    .sort(([a = 0], [b = 0]) => a - b);
  const columns = [0, 1, 2].map((column) =>
    places.flatMap((place, i) => bytesOf((place[column] ?? 0) - (places[i - 1]?.[column] ?? 0))),
  );
  const packed = brotliCompressSync(Buffer.from(columns.flat()), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
  });
  return packed.toString("base64");
}

/** A whole number in as few bytes as it needs: seven bits each, the sign in the lowest. */
function bytesOf(value: number): number[] {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  const bytes: number[] = [];
  do {
    bytes.push(rest > 127 ? (rest & 127) | 128 : rest);
    rest >>= 7;
  } while (rest > 0);
  return bytes;
}

import type { ScanRow } from "./parcels";
import { stamp } from "./places";

/** The four hours in which a parcel that is out for delivery should come, from the next whole hour on, local time. */
export function windowOf(scan: ScanRow): { date: string; start: string; end: string } | undefined {
  if (scan.state !== "out_for_delivery") return undefined;
  const { date, time } = stamp(scan.at, scan);
  const start = Math.min(19, Number(time.slice(0, 2)) + 1);
  if (time >= "220000") return undefined;
  const hour = (at: number) => `${String(at).padStart(2, "0")}0000`;
  return { date, start: hour(start), end: hour(start + 4) };
}

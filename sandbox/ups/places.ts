import { timeZoneOf } from "@/server/kernel/time-zone";

/** Where a scan happens. */
export type Place = { city: string | null; region: string | null; country: string };

const hubs: Record<string, Place> = {
  US: { city: "Louisville", region: "KY", country: "US" },
  CA: { city: "Concord", region: "ON", country: "CA" },
  GB: { city: "Castle Donington", region: null, country: "GB" },
};
const europe: Place = { city: "Koeln", region: null, country: "DE" };

/** The sorting centre a parcel from this country passes. */
export const hubOf = (country: string): Place => hubs[country] ?? europe;

export type Stamp = { date: string; time: string; gmtDate: string; gmtTime: string; offset: string };

/** A moment as UPS writes it: local and GMT, `YYYYMMDD` and `HHMMSS`, and the offset as `-05:00`. */
export function stamp(at: Date, place: { country: string; region: string | null }): Stamp {
  const name = new Intl.DateTimeFormat("en-US", { timeZone: timeZoneOf(place), timeZoneName: "longOffset" })
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value;
  const offset = /[+-]\d\d:\d\d/.exec(name ?? "")?.[0] ?? "+00:00";
  const minutes =
    (offset.startsWith("-") ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  const local = digits(new Date(at.getTime() + minutes * 60_000));
  const gmt = digits(at);
  return {
    date: local.slice(0, 8),
    time: local.slice(8),
    gmtDate: gmt.slice(0, 8),
    gmtTime: gmt.slice(8),
    offset,
  };
}

const digits = (at: Date): string => at.toISOString().replace(/\D/g, "").slice(0, 14);

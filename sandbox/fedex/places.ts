import { timeZoneOf } from "@/server/kernel/time-zone";

/** Where a scan happens. */
export type Place = {
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string;
};

const memphis: Place = { city: "MEMPHIS", region: "TN", postalCode: "38118", country: "US" };
const hubs: Record<string, Place> = {
  US: { city: "INDIANAPOLIS", region: "IN", postalCode: "46241", country: "US" },
  CA: { city: "MISSISSAUGA", region: "ON", postalCode: "L5S1A2", country: "CA" },
  GB: { city: "STANSTED", region: null, postalCode: "CM241QW", country: "GB" },
};
const europe: Place = { city: "ROISSY", region: null, postalCode: "95700", country: "FR" };

/** The sorting centre a parcel to this country passes; what flies in the United States goes through Memphis. */
export const hubOf = (country: string, flies: boolean): Place =>
  country === "US" && flies ? memphis : (hubs[country] ?? europe);

/** A moment as FedEx writes it: on the clocks of the place, with their distance from GMT. */
export function stamp(at: Date, place: Pick<Place, "country" | "region">): string {
  const timeZone = timeZoneOf(place);
  const name = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value;
  const offset = /[+-]\d\d:\d\d/.exec(name ?? "")?.[0] ?? "+00:00";
  const minutes =
    (offset.startsWith("-") ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  return new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, 19) + offset;
}

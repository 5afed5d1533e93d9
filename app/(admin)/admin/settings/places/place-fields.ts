import { countryName } from "@/server/domain/customer/address";
import type { PlacePage } from "@/server/domain/place/place.queries";

/** A place in the words of its form. */
export function placeFields({
  address,
  workingDays,
  dailyCapacity,
  ...place
}: PlacePage["place"]): Record<string, string> {
  const { name: sender, ...rest } = address;
  const texts = { ...place, ...rest, name: place.name, sender, dailyCapacity: dailyCapacity ?? "" };
  return {
    ...Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, String(value ?? "")])),
    workingDays: workingDays.join(","),
  };
}

/** Countries that carriers can collect in. */
export const senderCountries = [
  "US",
  "CA",
  "GB",
  "IE",
  "DE",
  "FR",
  "NL",
  "BE",
  "ES",
  "IT",
  "AT",
  "PL",
  "SE",
].map((code) => ({ code, name: countryName(code) }));

/** What is kept of a new place, before anything is typed. */
export const newPlace = {
  country: "US",
  timeZone: "America/New_York",
  cutOff: "14:00",
  collectionAt: "17:00",
  workingDays: "1,2,3,4,5",
  priority: "100",
};

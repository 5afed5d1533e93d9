import { upsError } from "./errors";
import type { Load } from "./tariff";
import type { Measured, Party } from "./wire";

const refusal = (code: string, message: string) => upsError(400, code, message);

/** Refuses an address that UPS would not print, or does not know. `family` is the first five figures of its error codes. */
export function checkAddress(who: Party, family: string, name: string): void {
  const { Address: at } = who;
  const wrong = (digit: number, part: string) =>
    refusal(`${family}${digit}`, `Missing or invalid ${name} ${part}`);
  if (!who.Name || who.Name.length > 35) throw wrong(0, "name");
  const lines = at.AddressLine;
  if (lines.length === 0 || lines.length > 3 || lines.some((line) => !line || line.length > 35))
    throw wrong(2, "address line 1");
  if (!at.City || at.City.length > 30) throw wrong(5, "city");
  if (!/^[A-Z]{2}$/.test(at.CountryCode)) throw wrong(8, "country code");
  if (["US", "CA"].includes(at.CountryCode) && !/^[A-Z]{2}$/.test(at.StateProvinceCode))
    throw wrong(6, "state province code");
  if (at.CountryCode === "US" ? !/^\d{5}(\d{4})?$/.test(at.PostalCode) : at.PostalCode.length > 9)
    throw wrong(7, "postal code");
  // 00000 stands for every ZIP code that does not exist, so that a refusal can be tried.
  if (at.CountryCode === "US" && at.PostalCode.startsWith("00000"))
    throw refusal(
      "111285",
      `The postal code ${at.PostalCode} is invalid for ${at.StateProvinceCode} United States.`,
    );
}

/** What is carried, in the units of the country it starts in and within UPS's limits; refused otherwise. */
export function loadOf({ PackageWeight, Dimensions }: Measured, country: string): Load {
  const unit = ["US", "PR"].includes(country) ? "LBS" : "KGS";
  const foreign = () =>
    refusal("111057", "This measurement system is not valid for the selected country or territory.");
  if (!PackageWeight) throw refusal("111050", "Missing or invalid package weight");
  if (PackageWeight.UnitOfMeasurement.Code !== unit) throw foreign();
  const weight = Number(PackageWeight.Weight);
  if (!(weight > 0)) throw refusal("111050", "Missing or invalid package weight");
  const most = unit === "LBS" ? 150 : 70;
  if (weight > most)
    throw refusal(
      "111035",
      `The maximum per package weight for that service from the selected country or territory is ${most}.00 ${unit === "LBS" ? "pounds" : "kg"}.`,
    );
  if (!Dimensions) return { unit, weight };
  if (Dimensions.UnitOfMeasurement.Code !== (unit === "LBS" ? "IN" : "CM")) throw foreign();
  const [length = 0, width = 0, height = 0] = [Dimensions.Length, Dimensions.Width, Dimensions.Height]
    .map(Number)
    .sort((a, b) => b - a);
  if (!(height > 0) || Number.isNaN(length + width))
    throw refusal("111047", "All package dimensions must be present and more than zero.");
  const [longest, around] = unit === "LBS" ? [108, 165] : [274, 400];
  if (length > longest)
    throw refusal(
      "111055",
      `Package exceeds the maximum length constraint of ${longest} ${Dimensions.UnitOfMeasurement.Code}.`,
    );
  if (length + 2 * (width + height) > around)
    throw refusal(
      "111056",
      `Package exceeds the maximum size total constraints of ${around} ${Dimensions.UnitOfMeasurement.Code} (length + girth, where girth is 2 x width plus 2 x height).`,
    );
  return { unit, weight, size: { length, width, height } };
}

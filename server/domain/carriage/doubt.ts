import type { AddressCheck, PostalAddress } from "../../ports/carrier";

const written = (text: string | undefined): string =>
  (text ?? "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

type Address = Omit<PostalAddress, "name" | "company" | "phone">;

/** An address whatever its capitals, commas and spaces: two with the same key are the same. */
export const addressKey = ({ line1, line2, city, region, postalCode, country }: Address): string =>
  [`${line1} ${line2 ?? ""}`, city, region, postalCode, country].map(written).join("|");

/** Whether the shopper should look at an address again. Another way to write the same is no doubt. */
export function isDoubtful(check: AddressCheck | null, address: Address): check is AddressCheck {
  if (!check || check.verdict === "ok") return false;
  if (check.verdict !== "corrected") return true;
  return check.suggestion !== undefined && addressKey(check.suggestion) !== addressKey(address);
}

/** An address on one line, without the name. */
export const addressLine = ({ line1, line2, city, region, postalCode, country }: Address): string =>
  [line1, line2, city, [region, postalCode].filter(Boolean).join(" "), country].filter(Boolean).join(", ");

/** A doubt for staff: who has it, and both ways to write the address. */
export type StaffDoubt = {
  carrier: string;
  verdict: "corrected" | "unsure" | "unknown";
  written: string;
  suggestion: string | null;
};

export function staffDoubt(check: AddressCheck | null, address: Address): StaffDoubt | null {
  if (!isDoubtful(check, address) || check.verdict === "ok") return null;
  return {
    carrier: check.carrier === "fedex" ? "FedEx" : check.carrier.toUpperCase(),
    verdict: check.verdict,
    written: addressLine(address),
    suggestion: check.suggestion ? addressLine(check.suggestion) : null,
  };
}

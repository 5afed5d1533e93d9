import type { PostalAddress } from "@/server/ports/carrier";
import { isResidential } from "./services";

/** Most characters FedEx takes of an address line, a city or a company's name. */
const lineLength = 35;
const nameLength = 70;

/** A person or a shop with a street, as Ship wants it. `phone` is one that `phoneOf` has passed. */
export function party(address: PostalAddress, phone: string) {
  const { company, name } = address;
  return {
    contact: {
      personName: name.trim().slice(0, nameLength),
      phoneNumber: phone,
      ...(company ? { companyName: company.trim().slice(0, lineLength) } : {}),
    },
    address: { streetLines: streetLines(address), ...place(address) },
  };
}

/** The receiver, with whether it is a home. */
export function receiver(address: PostalAddress, phone: string) {
  const who = party(address, phone);
  return { ...who, address: { ...who.address, residential: isResidential(address) } };
}

/** A place without its street, which is as much as Rate wants. */
export function place({ city, region, postalCode, country }: PostalAddress) {
  return {
    city: city.trim().slice(0, lineLength),
    // Only codes of two letters go here; a written-out county is part of no FedEx address.
    ...(region && region.length <= 2 ? { stateOrProvinceCode: region.toUpperCase() } : {}),
    postalCode: postalCode.trim().slice(0, 10),
    countryCode: country,
  };
}

/** At most three lines of 35 characters; long ones are broken between words rather than cut. */
export function streetLines({ line1, line2 }: Pick<PostalAddress, "line1" | "line2">): string[] {
  const lines: string[] = [];
  for (const text of [line1, line2 ?? ""]) {
    let line = "";
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (longer.length > lineLength && line) lines.push(line);
      line = longer.length > lineLength ? word : longer;
    }
    if (line) lines.push(line);
  }
  return lines.slice(0, 3).map((line) => line.slice(0, lineLength));
}

/** Digits as FedEx takes them: ten in the United States and Canada, ten to fifteen elsewhere. Undefined when there are not. */
export function phoneOf({ phone, country }: PostalAddress): string | undefined {
  const digits = (phone ?? "").replace(/\D/g, "");
  const american = ["US", "CA", "PR"].includes(country);
  const number = american ? digits.replace(/^1(?=\d{10}$)/, "") : digits;
  return (american ? /^\d{10}$/ : /^\d{10,15}$/).test(number) ? number : undefined;
}

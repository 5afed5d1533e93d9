import type { PostalAddress } from "@/server/ports/carrier";
import { inUnitedStates } from "./services";

/** Most characters UPS prints of a name, a reference or an address line. */
export const lineLength = 35;

export const clip = (text: string): string => text.trim().slice(0, lineLength).trim();

/** A person or a shop as Shipping wants it. */
export function party(address: PostalAddress) {
  return {
    Name: clip(address.company ?? address.name),
    AttentionName: clip(address.name),
    ...(address.phone ? { Phone: { Number: address.phone.replace(/\D/g, "").slice(-15) } } : {}),
    Address: place(address),
  };
}

/** The receiver: an address without a company's name is taken for a home, which UPS charges for. */
export function receiver(address: PostalAddress) {
  const who = party(address);
  return address.company ? who : { ...who, Address: { ...who.Address, ResidentialAddressIndicator: "" } };
}

function place(address: PostalAddress) {
  return {
    AddressLine: addressLines(address),
    City: address.city.slice(0, 30),
    // Only short codes go here; a written-out county is part of no UPS address.
    ...(address.region && address.region.length <= 5 ? { StateProvinceCode: address.region } : {}),
    PostalCode: postalCode(address),
    CountryCode: address.country,
  };
}

/** At most three lines of 35 characters. */
export const addressLines = ({ line1, line2 }: Pick<PostalAddress, "line1" | "line2">): string[] =>
  wrapped([line1, line2 ?? ""]).slice(0, 3);

/** Lines of at most 35 characters; long ones are broken between words rather than cut. */
export function wrapped(texts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    let line = "";
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (longer.length > lineLength && line) lines.push(line);
      line = longer.length > lineLength ? word : longer;
    }
    if (line) lines.push(line);
  }
  return lines.map(clip);
}

/** ZIP+4 goes without its dash; other codes as written, unless they are longer than UPS's nine characters. */
function postalCode(address: PostalAddress): string {
  const written = address.postalCode.trim();
  return inUnitedStates(address) || written.length > 9 ? written.replace(/[\s-]/g, "").slice(0, 9) : written;
}

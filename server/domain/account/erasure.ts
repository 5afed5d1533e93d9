import type { Id } from "@/server/kernel/id";
import type { PostalAddress } from "@/server/ports/carrier";

const host = "erased.invalid";

/** What stands where an address stood: tells nothing, reaches nobody (RFC 2606), and is still one of a kind. */
export const erasedEmail = (customerId: Id<"customer">): string => `${customerId}@${host}`;
export const isErasedEmail = (email: string): boolean => email.endsWith(`@${host}`);

export const erasedName = "Erased customer";
export const erasedAuthor = "Former customer";

/** What stays of a destination: taxes were charged by it, and a region with a country names nobody. */
export const erasedAddress = ({ country, region }: PostalAddress): PostalAddress => ({
  name: erasedName,
  line1: "—",
  city: "—",
  ...(region ? { region } : {}),
  postalCode: "—",
  country,
});

type Traces = {
  emails?: readonly (string | null | undefined)[];
  names?: readonly (string | null | undefined)[];
  phones?: readonly (string | null | undefined)[];
  addresses?: readonly PostalAddress[];
};

/**
 * What gives a person away in free text, longest first, so that a part of it does not leave the rest behind. What is too
 * short would tear holes into other words.
 */
export function tracesOf({ emails = [], names = [], phones = [], addresses = [] }: Traces): string[] {
  const lines = addresses.flatMap(({ name, company, line1, line2, phone }) => [
    name,
    company,
    line1,
    line2,
    phone,
  ]);
  const found = [...emails, ...names, ...phones, ...lines].flatMap((text) => text?.trim() || []);
  return [...new Set(found)].filter((text) => text.length > 3).sort((a, b) => b.length - a.length);
}

/** A pattern of PostgreSQL's that finds them in text and in JSON written as text; null when there is nothing to find. */
export function patternOf(traces: readonly string[]): string | null {
  const parts = traces.flatMap((text) => [...new Set([text, JSON.stringify(text).slice(1, -1)])]);
  return parts.length > 0 ? `(${parts.map(escaped).join("|")})` : null;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

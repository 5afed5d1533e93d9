import type { PostalAddress } from "@/server/ports/carrier";

/** As many as somebody sends to; a script would keep thousands. */
export const maxAddresses = 30;

/** Whether two ways to write it are one address, for offering to keep it only once. */
export const isSameAddress = (a: PostalAddress, b: PostalAddress): boolean => keyOf(a) === keyOf(b);

const keyOf = ({ name, line1, line2, city, region, postalCode, country }: PostalAddress): string =>
  [name, line1, line2, city, region, postalCode.replace(/\s/g, ""), country]
    .map((part) => (part ?? "").trim().replace(/\s+/g, " ").toLowerCase())
    .join("\n");

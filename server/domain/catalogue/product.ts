import { DomainError } from "@/server/kernel/errors";

export const maxOptions = 3;
export const maxVariants = 100;

/** Addresses below /admin/catalogue that are pages of their own. */
const reserved = ["new", "import", "export", "categories"];

/** "Oak stool, tall" → "oak-stool-tall": what a product is called in addresses. */
export function slugOf(title: string): string {
  const slug = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80)
    .replace(/-+$/, "");
  return reserved.includes(slug) ? `${slug}-product` : slug;
}

export const isSlug = (slug: string): boolean =>
  /^[\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*$/u.test(slug) && !reserved.includes(slug);

/** "Large / Sea green": a variant is known by its values in the order of the options. */
export const variantTitle = (names: readonly string[], options: Record<string, string>): string =>
  names
    .map((name) => options[name])
    .filter(Boolean)
    .join(" / ");

/** Every combination of the options' values, the last option changing fastest. */
export function combinations(
  options: readonly { name: string; values: readonly string[] }[],
): Record<string, string>[] {
  return options
    .filter((option) => option.values.length > 0)
    .reduce<Record<string, string>[]>(
      (made, { name, values }) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
      [{}],
    )
    .filter((one) => Object.keys(one).length > 0);
}

/** What the last digit of an EAN-8, UPC-A, EAN-13 or GTIN-14 has to be; null when the code is none of these. */
export function expectedCheckDigit(code: string): string | null {
  if (!/^\d+$/.test(code) || ![8, 12, 13, 14].includes(code.length)) return null;
  const weighted = [...code.slice(0, -1)]
    .reverse()
    .reduce((sum, digit, place) => sum + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return String((10 - (weighted % 10)) % 10);
}

export type Visibility = "draft" | "scheduled" | "published";

export function visibilityOf(publishedAt: Date | null, now: Date): Visibility {
  if (!publishedAt) return "draft";
  return publishedAt > now ? "scheduled" : "published";
}

/** A product that shoppers see has something they can buy or at least wait for. */
export function refuseEmptyShelf(publishedAt: Date | null, variants: readonly { archived: boolean }[]): void {
  if (publishedAt && variants.every((variant) => variant.archived))
    throw new DomainError(
      "invalid_input",
      "Shoppers would find nothing to buy. Keep at least one variant, or make the product a draft.",
      { field: "variants" },
    );
}

/** The version that is written after this one: later, also when two saves share a millisecond. */
export const nextVersion = (updatedAt: Date, now: Date): Date =>
  now > updatedAt ? now : new Date(updatedAt.getTime() + 1);

import type { EmailName, EmailProps } from "@/emails/render";

/** Stands in the kept props for the key that opens the order: whoever reads the table opens no order by it. */
const keyPlace = "{order-key}";

type OrderLink = (number: string) => string;

/** What a template was given, as JSON that can be given to it again: a date stays a date, and the order's key is left out. */
export function keptProps<Name extends EmailName>(
  props: EmailProps[Name],
  orderLink: OrderLink,
): Record<string, unknown> {
  const key = keyOf(props, orderLink);
  const keep = (value: unknown): unknown => {
    if (value instanceof Date) return { $date: value.toISOString() };
    // PostgreSQL's JSON holds no NUL and no half of a character.
    if (typeof value === "string") {
      const text = value.replaceAll("\u0000", "").replace(/\p{Cs}/gu, "");
      return key ? text.replaceAll(key, keyPlace) : text;
    }
    if (Array.isArray(value)) return value.map(keep);
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value).filter(([, one]) => one !== undefined);
    return Object.fromEntries(fields.map(([name, one]) => [name, keep(one)]));
  };
  return keep(props) as Record<string, unknown>;
}

/** The props that `keptProps` was given, less what a template reads as absent. */
export function propsAgain<Name extends EmailName>(
  kept: Record<string, unknown>,
  orderLink: OrderLink,
): EmailProps[Name] {
  const key = keyOf(kept, orderLink);
  const read = (value: unknown): unknown => {
    if (typeof value === "string") return key ? value.replaceAll(keyPlace, key) : value;
    if (Array.isArray(value)) return value.map(read);
    if (typeof value !== "object" || value === null) return value;
    if ("$date" in value && typeof value.$date === "string") return new Date(value.$date);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, read(one)]));
  };
  // It was this template's props that were kept under its name.
  return read(kept) as EmailProps[Name];
}

function keyOf(props: object, orderLink: OrderLink): string | null {
  const number = "orderNumber" in props ? props.orderNumber : null;
  return typeof number === "string" ? new URL(orderLink(number)).searchParams.get("key") : null;
}

import { formatMoney } from "@/server/kernel/money";
import type { PostalAddress } from "@/server/ports/carrier";
import type { BasketProps, EmailItem, EmailLine, EmailTotals } from "./props";

// What both parts of a mail say, and the bricks of the plain one.

const countries = new Intl.DisplayNames("en", { type: "region" });

/** "2 × Oak stool (natural)" */
export const describe = ({ title, variant, quantity }: EmailItem): string =>
  `${quantity} × ${title}${variant ? ` (${variant})` : ""}`;

/** Label, amount, and whether it is the sum of the others. */
export function totalRows(totals: EmailTotals): [label: string, amount: string, last: boolean][] {
  const { items, discount, shipping, tax, taxIncluded, total } = totals;
  const rows: [string, string, boolean][] = [["Items", formatMoney(items), false]];
  if (discount && discount.amount > 0) rows.push(["Discount", `−${formatMoney(discount)}`, false]);
  rows.push(["Shipping", shipping.amount === 0 ? "Free" : formatMoney(shipping), false]);
  if (!taxIncluded) rows.push(["Tax", formatMoney(tax), false]);
  rows.push(["Total", formatMoney(total), true]);
  if (taxIncluded) rows.push(["Including tax", formatMoney(tax), false]);
  return rows;
}

/** An address as it stands on a parcel. */
export function addressLines(address: PostalAddress): string[] {
  const { name, company, line1, line2, city, region, postalCode, country } = address;
  const place = [[city, region].filter(Boolean).join(", "), postalCode].filter(Boolean).join(" ");
  const lines = [name, company, line1, line2, place, countries.of(country) ?? country];
  return lines.filter((line): line is string => Boolean(line));
}

/** Paragraphs, an empty line between them; what is absent leaves no gap. */
export const paragraphs = (...parts: (string | false | undefined)[]): string =>
  parts.filter(Boolean).join("\n\n");

/** A heading with its text right below. */
export const section = (heading: string, text: string): string => `${heading.toUpperCase()}\n${text}`;

/** Labels padded to one width, so that values stand in a column where the font allows it. */
export function column(
  rows: readonly (readonly [label: string, value: string, ...rest: unknown[]])[],
): string {
  const width = Math.max(...rows.map(([label]) => label.length)) + 1;
  return rows.map(([label, value]) => `${`${label}:`.padEnd(width)} ${value}`).join("\n");
}

function lineText(line: EmailLine): string {
  const each = line.quantity === 1 ? "" : `, ${formatMoney(line.unitPrice)} each`;
  return `${describe(line)}${each}: ${formatMoney(line.total)}`;
}

/** Lines, totals and address of an order. */
export const basketText = ({ lines, totals, shippingMethod, address }: BasketProps): string =>
  paragraphs(
    section("Your order", lines.map(lineText).join("\n")),
    column(totalRows(totals)),
    section("Goes to", addressLines(address).join("\n")),
    `Shipping: ${shippingMethod}`,
  );

import { z } from "zod";

/** Integer minor units (cents, pence, yen) of an ISO 4217 currency. Never a float. */
export type Money = { readonly amount: number; readonly currency: string };

export const moneySchema = z.object({ amount: z.number().int(), currency: z.string().length(3) });

/** Builds an amount; throws a RangeError when `amount` is not a safe integer of minor units. */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of minor units`);
  return { amount, currency };
}

/** a + b; throws when the currencies differ. */
export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.amount + b.amount, a.currency);
}

/** a − b; throws when the currencies differ. */
export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.amount - b.amount, a.currency);
}

/** Sum of amounts in one currency; the currency is needed because the list may be empty. */
export const sum = (amounts: readonly Money[], currency: string): Money =>
  amounts.reduce(add, money(0, currency));

/** Whole-number multiple, as in price × quantity. */
export const times = (a: Money, quantity: number): Money => money(a.amount * quantity, a.currency);

/**
 * `amount × numerator ÷ denominator` in integer arithmetic, halves rounded away from zero.
 * Tax and percentage discounts go through here, so no rate ever touches a float.
 */
export function proportion(amount: number, numerator: number, denominator: number): number {
  if (denominator <= 0) throw new RangeError("denominator must be positive");
  const product = BigInt(amount) * BigInt(numerator);
  const half = BigInt(denominator) / 2n;
  const magnitude = product < 0n ? -product : product;
  const rounded = (magnitude + half) / BigInt(denominator);
  return Number(product < 0n ? -rounded : rounded);
}

/**
 * Splits `total` by `weights` so that the parts add up to it exactly: largest remainder first,
 * earlier parts win ties. All weights zero gives everything to the first part.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const weightSum = weights.reduce((a, b) => a + b, 0);
  if (weightSum === 0) return weights.map((_, i) => (i === 0 ? total : 0));
  const sign = total < 0 ? -1 : 1;
  const size = BigInt(Math.abs(total));
  const parts = weights.map((weight, index) => {
    const product = size * BigInt(weight);
    return { index, share: Number(product / BigInt(weightSum)), remainder: product % BigInt(weightSum) };
  });
  let left = Math.abs(total) - parts.reduce((a, part) => a + part.share, 0);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of byRemainder) {
    if (left === 0) break;
    part.share += 1;
    left -= 1;
  }
  return parts.map((part) => (part.share === 0 ? 0 : sign * part.share));
}

// Building a formatter costs fifty times as much as using it.
const formats = new Map<string, { format: Intl.NumberFormat; divisor: number }>();

function formatOf(locale: string, currency: string) {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const made = { format, divisor: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
  formats.set(key, made);
  return made;
}

/** "$48.20" in the reader's locale. */
export function formatMoney({ amount, currency }: Money, locale = "en-US"): string {
  const { format, divisor } = formatOf(locale, currency);
  return format.format(amount / divisor);
}

const decimalsOf = (currency: string): number => String(formatOf("en-US", currency).divisor).length - 1;

/**
 * What a person typed into a price field, as minor units: "24.9", "$1,299.50" and "12,50" are understood. Null when it is
 * no amount of the currency, or more than a column can hold. Digits are cut and joined; no float is involved.
 */
export function parseAmount(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency);
  const typed = text
    .trim()
    .replace(/^[^\d.,-]+|[^\d.,]+$/g, "")
    .replace(/[\s'’]/g, "");
  const fraction = decimals > 0 ? `(?:[.](\\d{1,${decimals}}))?` : "()";
  const point = new RegExp(`^(\\d+|\\d{1,3}(?:,\\d{3})+)${fraction}$`).exec(typed);
  const comma = decimals > 0 ? new RegExp(`^(\\d+),(\\d{1,${decimals}})$`).exec(typed) : null;
  const [, whole, part = ""] = point ?? comma ?? [];
  if (whole === undefined) return null;
  const units = Number(whole.replaceAll(",", "") + part.padEnd(decimals, "0"));
  return units <= 2_147_483_647 ? units : null;
}

/** The same the other way round, for a field's value: 129950 → "1299.50". */
export function amountText(amount: number, currency: string): string {
  const decimals = decimalsOf(currency);
  if (decimals === 0) return String(amount);
  const digits = String(Math.abs(amount)).padStart(decimals + 1, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`Can't mix ${a.currency} with ${b.currency}`);
}

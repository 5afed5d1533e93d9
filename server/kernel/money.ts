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

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`Can't mix ${a.currency} with ${b.currency}`);
}

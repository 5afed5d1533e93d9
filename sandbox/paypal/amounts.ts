import { PaypalApiError } from "./errors";
import type { Money } from "./order";

/** The currencies PayPal takes, with the decimals it writes them with. */
const decimals: Record<string, number> = {
  ...Object.fromEntries(
    "AUD BRL CAD CNY CZK DKK EUR HKD ILS MYR MXN NZD NOK PHP PLN GBP SGD SEK CHF THB USD"
      .split(" ")
      .map((code) => [code, 2]),
  ),
  HUF: 0,
  JPY: 0,
  TWD: 0,
};

/** An amount in the currency's smallest unit at PayPal; refuses what PayPal refuses. */
export function units({ currency_code: currency, value }: Money, field: string): number {
  const places = decimals[currency];
  if (places === undefined)
    throw PaypalApiError.refused(
      "INVALID_CURRENCY_CODE",
      "Currency code is invalid or is not currently supported. Please refer https://developer.paypal.com/api/rest/reference/currency-codes/ for list of supported currency codes.",
      `${field}/currency_code`,
    );
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(value);
  if (!match)
    throw new PaypalApiError(400, {
      issue: "INVALID_PARAMETER_SYNTAX",
      description: "The value of a field does not conform to the expected format.",
      field: `${field}/value`,
      value,
    });
  const [, whole = "", fraction = ""] = match;
  if (fraction.length > places)
    throw PaypalApiError.refused(
      "DECIMAL_PRECISION",
      "If the currency supports decimals, only two decimal place precision is supported.",
      `${field}/value`,
    );
  return Number(whole + fraction.padEnd(places, "0"));
}

/** The same the other way round. */
export function amountOf(amount: number, currency: string): Money {
  const places = decimals[currency] ?? 2;
  if (places === 0) return { currency_code: currency, value: String(amount) };
  const digits = String(Math.abs(amount)).padStart(places + 1, "0");
  const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return { currency_code: currency, value: amount < 0 ? `-${text}` : text };
}

/** "$48.20" */
export const amountWords = (amount: number, currency: string): string =>
  new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    minimumFractionDigits: decimals[currency] ?? 2,
    maximumFractionDigits: decimals[currency] ?? 2,
  }).format(amount / 10 ** (decimals[currency] ?? 2));

import type { z } from "zod";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";
import { amountText, type Money, money, parseAmount } from "@/server/kernel/money";
import type { moneyAnswer } from "./answers";

type PaypalMoney = z.infer<typeof moneyAnswer>;

/** PayPal writes these in whole units, whatever decimals they have elsewhere; see https://developer.paypal.com/reference/currency-codes/. */
const wholeOnly = new Set(["HUF", "JPY", "TWD"]);

/** Whether PayPal has a way to write the amount: it knows no fractions of some currencies. */
export const fits = ({ amount, currency }: Money): boolean =>
  !wholeOnly.has(currency) || !/\.0*[1-9]/.test(amountText(amount, currency));

/** "48.20" and USD. Throws `invalid_input` for an amount that PayPal can't write: nothing is ever rounded. */
export function paypalMoney(given: Money): PaypalMoney {
  const { amount, currency } = given;
  if (!fits(given))
    throw new DomainError(
      "invalid_input",
      `PayPal takes whole ${currency} only. Choose another way to pay.`,
      {
        currency,
      },
    );
  const text = amountText(amount, currency);
  return { currency_code: currency, value: wholeOnly.has(currency) ? text.replace(/\.0+$/, "") : text };
}

/** The same the other way round; the sign is kept. */
export function readMoney({ currency_code: currency, value }: PaypalMoney): Money {
  const match = /^(-?)(\d+(?:\.\d+)?)$/.exec(value);
  const units = match?.[2] === undefined ? null : parseAmount(match[2], currency);
  if (units === null) throw providerUnavailable("PayPal", new Error(`${value} is no amount of ${currency}`));
  return money(match?.[1] && units !== 0 ? -units : units, currency);
}

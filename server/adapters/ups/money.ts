import { type Money, money } from "@/server/kernel/money";
import type { Charge } from "./answers";

/** "12.34" in the currency's minor units, without a float on the way. */
export function toMoney({ MonetaryValue: value, CurrencyCode: currency }: Charge): Money {
  const digits =
    new Intl.NumberFormat("en-US", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
    2;
  const [whole = "0", fraction = ""] = value.split(".");
  return money(Number(whole + fraction.padEnd(digits, "0").slice(0, digits)), currency);
}

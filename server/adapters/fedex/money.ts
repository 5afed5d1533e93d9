import { amountText, type Money, money } from "@/server/kernel/money";

/** FedEx has letters of its own for these currencies. */
const fedexCodes: Record<string, string> = {
  AED: "DHS",
  ARS: "ARN",
  CHF: "SFR",
  CLP: "CHP",
  DOP: "RDD",
  GBP: "UKL",
  IDR: "RPA",
  JMD: "JAD",
  JPY: "JYE",
  KRW: "WON",
  KWD: "KUD",
  MXN: "NMP",
  SGD: "SID",
  TWD: "NTD",
  UYU: "UYP",
};
const isoCodes = Object.fromEntries(Object.entries(fedexCodes).map(([iso, own]) => [own, iso]));

/** 45.54 and "USD" in minor units. FedEx writes amounts as JSON numbers, so a float is where they start. */
export function toMoney(value: number, currency: string): Money {
  const iso = isoCodes[currency] ?? currency;
  const decimals = amountText(0, iso).split(".")[1]?.length ?? 0;
  return money(Math.round(value * 10 ** decimals), iso);
}

/** The other way round, for what customs read. */
export const toAmount = ({ amount, currency }: Money) => ({
  amount: Number(amountText(amount, currency)),
  currency: fedexCodes[currency] ?? currency,
});

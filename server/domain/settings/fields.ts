import { emailSchema } from "@/server/domain/customer/customer.schema";
import { amountText, parseAmount } from "@/server/kernel/money";
import { isOneLine } from "@/server/kernel/text";
import type { Settings } from "./settings";

/** How a setting is written in a form. */
export type SettingKind = "whole" | "money" | "yes" | "line" | "zone" | "currency" | "country" | "emails";

export type SettingField = {
  label: string;
  /** What it does, in a sentence. */
  does: string;
  kind: SettingKind;
  unit?: string;
  min?: number;
  max?: number;
};

/** Every setting in words; one that is new has to be described here before the page can be built. */
export const settingFields = {
  paymentTimeoutMinutes: {
    label: "Time to pay",
    does: "How long an order holds its goods before it is paid. After that it is cancelled and they are for sale again.",
    kind: "whole",
    unit: "minutes",
    min: 1,
    max: 1440,
  },
  maxPaymentAttempts: {
    label: "Declines that end an order",
    does: "After so many declined payments the order is cancelled; the shopper can place it again.",
    kind: "whole",
    unit: "declines",
    min: 1,
    max: 10,
  },
  pricesIncludeTax: {
    label: "Prices include tax",
    does: "On: the tax is a part of the price that is shown. Off: it is added at the checkout.",
    kind: "yes",
  },
  countApprovalUnits: {
    label: "Difference a counter may book, in units",
    does: "A counted shelf that differs by more waits for a manager. 0: every difference waits.",
    kind: "whole",
    unit: "units",
    min: 0,
    max: 1_000_000,
  },
  countApprovalAmount: {
    label: "Difference a counter may book, in money",
    does: "The same by price: a difference worth more than this waits for a manager.",
    kind: "money",
    min: 0,
  },
  purchaseApprovalLimit: {
    label: "Purchase orders sent unasked, up to",
    does: "Automatic purchase orders up to this total go to the supplier by themselves. 0: every one waits for a manager.",
    kind: "money",
    min: 0,
  },
  overReceiptPercent: {
    label: "More than ordered",
    does: "How much more than ordered a delivery may bring before it is refused, in percent of the line.",
    kind: "whole",
    unit: "percent",
    min: 0,
    max: 100,
  },
  liveRates: {
    label: "Carriers' prices at the checkout",
    does: "On: shoppers see what carriers ask for their parcel, and the day it arrives. Off, or when no carrier answers: the shop's own table.",
    kind: "yes",
  },
  rateMarkupPercent: {
    label: "Added to carriers' prices",
    does: "For packing and handling, in percent of what the carrier asks.",
    kind: "whole",
    unit: "percent",
    min: 0,
    max: 200,
  },
  zplLabels: {
    label: "Labels for label printers (ZPL)",
    does: "On: labels come in the language of thermal printers. Off: as pictures that a browser prints.",
    kind: "yes",
  },
  scanBins: {
    label: "Scan the shelf first",
    does: "On: pickers scan the shelf before the item, where the shelf has a code.",
    kind: "yes",
  },
  waveSize: {
    label: "Shipments on one walk",
    does: "How many shipments a picker takes along at most.",
    kind: "whole",
    unit: "shipments",
    min: 1,
    max: 40,
  },
  silentAfterDays: {
    label: "Days without news of a parcel",
    does: "After so many days without a scan a parcel is put on the list of problems, and its customer is told.",
    kind: "whole",
    unit: "days",
    min: 1,
    max: 30,
  },
  routingNearest: {
    label: "Nearness",
    does: "How much it counts that a fulfilment centre is near the customer. 0: not at all.",
    kind: "whole",
    min: 0,
    max: 10,
  },
  routingPriority: {
    label: "Priority",
    does: "How much the order counts that the places are put in by hand.",
    kind: "whole",
    min: 0,
    max: 10,
  },
  routingCutOff: {
    label: "Cut-off",
    does: "How much it counts that a place can still send today.",
    kind: "whole",
    min: 0,
    max: 10,
  },
  routingCapacity: {
    label: "Free capacity",
    does: "How much it counts that a place is not busy. One that has its day full is only taken when no other can send.",
    kind: "whole",
    min: 0,
    max: 10,
  },
  sellerAddress: {
    label: "Address of the seller",
    does: "Printed on invoices and customs papers.",
    kind: "line",
    max: 200,
  },
  sellerTaxId: {
    label: "Tax number of the seller",
    does: "Printed on invoices, where you have one.",
    kind: "line",
    min: 0,
    max: 40,
  },
  originCountry: {
    label: "Country that goods were made in",
    does: "For customs papers, where a product does not say. Two letters, such as US.",
    kind: "country",
  },
  shopName: {
    label: "Name of the shop",
    does: "As shoppers and suppliers read it in e-mails and on papers.",
    kind: "line",
    max: 80,
  },
  currency: {
    label: "Currency",
    does: "Of every price in the shop. It can't be changed while goods are priced in another one.",
    kind: "currency",
  },
  timeZone: {
    label: "Time zone",
    does: "In which days begin and end in charts, exports and e-mails.",
    kind: "zone",
  },
  requireSecondFactor: {
    label: "Second factor for staff",
    does: "On: whoever works here gives a code from their phone when they sign in, and sets it up the first time.",
    kind: "yes",
  },
  limitOrdersPerHour: {
    label: "Orders from one address",
    does: "How many orders one network address may place or try to pay in an hour.",
    kind: "whole",
    unit: "an hour",
    min: 1,
    max: 100_000,
  },
  limitMailsPerHour: {
    label: "Mails asked for from one address",
    does: "How many mails (new password, new account, back in stock) one network address may have sent in an hour.",
    kind: "whole",
    unit: "an hour",
    min: 1,
    max: 1000,
  },
  limitCallsPerMinute: {
    label: "Requests from one address",
    does: "How many requests that look something up or change something one network address may make in a minute.",
    kind: "whole",
    unit: "a minute",
    min: 1,
    max: 100_000,
  },
  managerEmails: {
    label: "E-mail of the managers",
    does: "Who hears of low stock and of what needs a decision. One address a line.",
    kind: "emails",
    max: 20,
  },
} as const satisfies Record<keyof Settings, SettingField>;

export const settingGroups: readonly { title: string; keys: readonly (keyof Settings)[] }[] = [
  { title: "Orders and payment", keys: ["paymentTimeoutMinutes", "maxPaymentAttempts", "pricesIncludeTax"] },
  { title: "Stock and counting", keys: ["countApprovalUnits", "countApprovalAmount"] },
  { title: "Purchasing", keys: ["purchaseApprovalLimit", "overReceiptPercent"] },
  {
    title: "Shipping",
    keys: ["liveRates", "rateMarkupPercent", "zplLabels", "silentAfterDays", "scanBins", "waveSize"],
  },
  {
    title: "Choosing a place",
    keys: ["routingNearest", "routingPriority", "routingCutOff", "routingCapacity"],
  },
  { title: "Papers", keys: ["sellerAddress", "sellerTaxId", "originCountry"] },
  {
    title: "Security",
    keys: ["requireSecondFactor", "limitOrdersPerHour", "limitMailsPerHour", "limitCallsPerMinute"],
  },
  { title: "Shop", keys: ["shopName", "currency", "timeZone", "managerEmails"] },
];

export const settingKeys = Object.keys(settingFields) as (keyof Settings)[];

/** A setting's value as its field shows it. */
export function settingText(kind: SettingKind, value: unknown, currency: string): string {
  if (kind === "money") return amountText(Number(value), currency);
  if (kind === "yes") return value === true ? "yes" : "";
  return Array.isArray(value) ? value.join("\n") : String(value);
}

export type ParsedSetting = { ok: true; value: unknown } | { ok: false; message: string };

/** What was typed as a value, or what to do about it. */
export function parseSetting(field: SettingField, typed: string, currency: string): ParsedSetting {
  const text = typed.trim();
  const value = (parsed: unknown): ParsedSetting => ({ ok: true, value: parsed });
  const fault = (message: string): ParsedSetting => ({ ok: false, message: `${field.label}: ${message}` });
  switch (field.kind) {
    case "yes":
      return value(text !== "");
    case "whole": {
      const { min = 0, max = Number.MAX_SAFE_INTEGER } = field;
      if (!/^\d{1,9}$/.test(text) || Number(text) < min || Number(text) > max)
        return fault(`enter a whole number from ${min} to ${max.toLocaleString("en-US")}.`);
      return value(Number(text));
    }
    case "money": {
      const amount = parseAmount(text, currency);
      return amount === null || amount < 0
        ? fault(`enter an amount such as ${amountText(25_000, currency)}.`)
        : value(amount);
    }
    case "line": {
      const { min = 1, max = 200 } = field;
      if (text.length < min || text.length > max || !isOneLine(text))
        return fault(`enter up to ${max} characters.`);
      return value(text);
    }
    case "zone":
      return isZone(text) ? value(text) : fault("choose a time zone.");
    case "currency":
      return Intl.supportedValuesOf("currency").includes(text.toUpperCase())
        ? value(text.toUpperCase())
        : fault("enter a currency's three letters, such as USD.");
    case "country":
      return /^[a-z]{2}$/i.test(text)
        ? value(text.toUpperCase())
        : fault("enter a country's two letters, such as US.");
    case "emails": {
      const { max = 20 } = field;
      const all = [...new Set(text.split(/[\s,;]+/).filter((one) => one !== ""))];
      if (all.length === 0 || all.length > max) return fault(`enter 1 to ${max} addresses.`);
      const wrong = all.find((one) => !emailSchema.safeParse(one).success);
      return wrong ? fault(`“${wrong.slice(0, 60)}” is no e-mail address.`) : value(all);
    }
  }
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en-US", { timeZone: name })) && name !== "";
  } catch {
    return false;
  }
}

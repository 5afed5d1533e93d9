import type { Money } from "@/server/kernel/money";
import type { PostalAddress } from "@/server/ports/carrier";

/** What and how many. */
export type EmailItem = {
  title: string;
  /** "Large, oak"; left out for a product without options. */
  variant?: string | undefined;
  quantity: number;
};

/** An order line with its price. */
export type EmailLine = EmailItem & { unitPrice: Money; total: Money };

export type EmailTotals = {
  items: Money;
  /** What was taken off, as a positive amount; left out or zero when nothing was. */
  discount?: Money | undefined;
  shipping: Money;
  tax: Money;
  /** True where prices hold the tax already, so it is told and not added. */
  taxIncluded?: boolean | undefined;
  total: Money;
};

/** In every mail to a customer. Links are absolute and work for a guest. */
export type CustomerProps = {
  orderNumber: string;
  customerName: string;
  orderUrl: string;
  /** IANA name, e.g. America/New_York */
  timeZone: string;
};

/** What was bought, for how much and where it goes. */
export type BasketProps = {
  lines: readonly EmailLine[];
  totals: EmailTotals;
  shippingMethod: string;
  address: PostalAddress;
};

/** In mails whose link does one thing to an account, once. */
export type AccountLinkProps = {
  linkUrl: string;
  validUntil: Date;
  /** IANA name of the shop's time zone. */
  timeZone: string;
};

export type EmailProvider = "stripe" | "paypal";

/** "by card", "with PayPal" */
export const paidHow: Record<EmailProvider, string> = { stripe: "by card", paypal: "with PayPal" };

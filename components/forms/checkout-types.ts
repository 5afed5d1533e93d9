import type { inferRouterOutputs } from "@trpc/server";
import type { AddressFields } from "@/server/domain/customer/address";
import type { AppRouter } from "@/server/trpc/root";

/** What the shopper has typed, as they typed it. */
export type CheckoutValues = Record<(typeof checkoutFields)[number], string>;

export const checkoutFields = [
  "email",
  "name",
  "phone",
  "country",
  "line1",
  "line2",
  "city",
  "region",
  "postalCode",
  "shippingMethod",
  "provider",
  /** "on": keep the address in the account. */
  "saveAddress",
] as const;

/** Who is signed in at the checkout. */
export type CheckoutAccount = { email: string; book: readonly { id: string; label: string }[] };

type Quote = inferRouterOutputs<AppRouter>["order"]["quote"];

/** What the shop says to it. */
export type CheckoutOffer = {
  fields: AddressFields;
  /** Code → name, where the country's addresses name one of a fixed list. */
  regions: Record<string, string> | null;
  options: Quote["shippingOptions"];
  /** Null where we can't send this; `options` is empty then. */
  quote: Quote | null;
  /** Tax is certain: everything that it depends on is known. */
  certain: boolean;
};

/** A carrier does not know the address as it was written. */
export type AddressDoubt = {
  verdict: "corrected" | "unsure" | "unknown";
  carrier: string;
  /** As the shopper wrote it, on one line. */
  written: string;
  /** As the carrier writes it: on one line, and for the form's fields. */
  suggested?: {
    line: string;
    fields: Pick<CheckoutValues, "line1" | "line2" | "city" | "region" | "postalCode">;
  };
  /** The addresses that were asked about: pressing again with one of them goes through. */
  asked: string[];
  /** The shopper has answered: it is remembered, and not shown again. */
  settled?: boolean;
};

export type CheckoutState = {
  values: CheckoutValues;
  offer: CheckoutOffer;
  faults: { id: string; message: string }[];
  title?: string;
  doubt?: AddressDoubt;
  /** The suggestion that the shopper took last; its words take the place of what was typed. */
  taken?: string;
  /** Counts the answers to "Place order", so that the same answer twice is heard twice. */
  round: number;
};

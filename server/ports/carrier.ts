import type { Money } from "@/server/kernel/money";

export type PostalAddress = {
  name: string;
  company?: string | undefined;
  line1: string;
  line2?: string | undefined;
  city: string;
  region?: string | undefined;
  postalCode: string;
  /** ISO 3166-1 alpha-2 */
  country: string;
  phone?: string | undefined;
};

export type Parcel = {
  /** Our label's id: goes to the carrier as the reference, so that a lost answer can be matched. */
  labelId: string;
  /** Shown on the label, e.g. HF-100001 */
  reference: string;
  from: PostalAddress;
  to: PostalAddress;
  weightGrams: number;
  service: "standard" | "express";
};

export type BookedParcel = {
  trackingNumber: string;
  /** What `voidLabel` wants. */
  carrierRef: string;
  label: { format: "GIF" | "PNG" | "PDF" | "ZPL"; base64: string };
  cost: Money;
};

export const trackingStates = [
  "pre_transit",
  "in_transit",
  "out_for_delivery",
  "delivered",
  "exception",
  "returned",
] as const;
export type TrackingState = (typeof trackingStates)[number];

export type TrackingScan = {
  state: TrackingState;
  /** The carrier's own code, for staff. */
  code: string;
  /** The carrier's own words. */
  description: string;
  place?: string;
  at: Date;
};

/** A push about one parcel. Carriers give no event id: `dedupeKey` is number + time + code (or a body hash). */
export type TrackingPush = { trackingNumber: string; scan: TrackingScan; dedupeKey: string };

/** A parcel carrier. Methods throw `provider_unavailable` when it can't be reached, `undeliverable` when it refuses the address. */
export interface Carrier {
  readonly code: "ups" | "fedex";
  readonly name: string;
  /** Buys one label. Not idempotent at the vendor: the caller writes its intent first and calls once per intent. */
  book(parcel: Parcel): Promise<BookedParcel>;
  /** Cancels a label that has not been scanned. Quiet when it is void already. */
  voidLabel(carrierRef: string): Promise<void>;
  /** Every scan so far, oldest first. Empty when the carrier has not seen the parcel yet. */
  track(trackingNumber: string): Promise<TrackingScan[]>;
  /** Asks for pushes about a parcel (valid for a limited time, so poll too). */
  subscribe(trackingNumber: string): Promise<void>;
  /** Verifies a push and reads it; `forbidden` when the credential is wrong. */
  verifyPush(rawBody: string, headers: Headers): Promise<TrackingPush[]>;
  /** Where a person can follow the parcel. */
  trackingUrl(trackingNumber: string): string;
}

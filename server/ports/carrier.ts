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

export type CarrierCode = "ups" | "fedex";

/** What the shopper bought: the carriers' many services fall into these two. */
export type ServiceLevel = "standard" | "express";

/** One kind of thing in a parcel, as customs want to read it. */
export type ParcelContent = {
  description: string;
  quantity: number;
  /** What the customer paid for one. */
  unitValue: Money;
  weightGrams: number;
  /** Tariff number; null where nobody has entered it. */
  hsCode: string | null;
  /** ISO 3166-1 alpha-2 of where it was made. */
  originCountry: string;
};

/** Something to be carried, before any label is bought. */
export type Consignment = {
  from: PostalAddress;
  to: PostalAddress;
  weightGrams: number;
  /** Outer measures in millimetres; left out where nobody has measured. */
  size?: { lengthMm: number; widthMm: number; heightMm: number } | undefined;
};

/** One service at a carrier's price for this shop. */
export type CarrierRate = {
  carrier: CarrierCode;
  /** The carrier's own code; `book` takes it. */
  serviceCode: string;
  /** The carrier's own name, e.g. "UPS Ground". */
  serviceName: string;
  level: ServiceLevel;
  cost: Money;
  /** The day it should arrive, as the calendar shows it at the destination (YYYY-MM-DD); null when the carrier does not say. */
  deliverBy: string | null;
};

export type Parcel = Consignment & {
  /** Our label's id: goes to the carrier as a reference, so that a lost answer can be matched. */
  labelId: string;
  /** Shown on the label, e.g. HF-100001-1 */
  reference: string;
  service: ServiceLevel;
  /** A service from `rates`; left out: the carrier's usual one for the level and the destination. */
  serviceCode?: string | undefined;
  /** "image" prints from a browser (GIF, PNG or PDF), "zpl" goes to a label printer. Default "image". */
  labelFormat?: "image" | "zpl" | undefined;
  /** Needed where the parcel crosses a customs border. */
  contents?: readonly ParcelContent[] | undefined;
};

export type BookedParcel = {
  trackingNumber: string;
  /** What `voidLabel` wants. */
  carrierRef: string;
  label: { format: "GIF" | "PNG" | "PDF" | "ZPL"; base64: string };
  cost: Money;
  serviceCode: string;
  serviceName: string;
};

export type AddressVerdict = {
  /** `ok`: known as written. `corrected`: known, written otherwise. `unsure`: something is missing or several fit. `unknown`: not found. */
  verdict: "ok" | "corrected" | "unsure" | "unknown";
  /** As the carrier writes it, with the name and phone that were given. */
  suggestion?: PostalAddress | undefined;
};

/** A verdict as it is kept with an order. */
export type AddressCheck = AddressVerdict & { carrier: string; checkedAt: string };

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

/** Scans oldest first, and when the carrier now expects to deliver (null: it does not say). */
export type Tracking = { scans: TrackingScan[]; estimatedAt: Date | null };

/** A push about one parcel. Carriers give no event id: `dedupeKey` is number + time + code (or a body hash). */
export type TrackingPush = {
  trackingNumber: string;
  scan: TrackingScan;
  /** When the carrier now expects to deliver, where the push says so. */
  estimatedAt?: Date | undefined;
  dedupeKey: string;
};

/** A parcel carrier. Methods throw `provider_unavailable` when it can't be reached, `undeliverable` when it refuses the address. */
export interface Carrier {
  readonly code: CarrierCode;
  readonly name: string;
  /** What its services cost and when they arrive, handed over at `shipAt`; cheapest first, empty when none goes there. */
  rates(consignment: Consignment, shipAt: Date): Promise<CarrierRate[]>;
  /** Buys one label. Not idempotent at the vendor: the caller writes its intent first and calls once per intent. */
  book(parcel: Parcel): Promise<BookedParcel>;
  /** Looks for a label by our id, for when the answer to `book` was lost. `since`: when it was asked for. Null when there is none. */
  findLabel(labelId: string, since: Date): Promise<{ trackingNumber: string; carrierRef: string } | null>;
  /** Cancels a label that has not been scanned. Quiet when it is void already. */
  voidLabel(carrierRef: string): Promise<void>;
  /** Every scan so far, oldest first. Empty when the carrier has not seen the parcel yet. */
  track(trackingNumber: string): Promise<Tracking>;
  /** Asks for pushes about a parcel; resolves to when they will end, or null when the carrier pushes without being asked. Poll too. */
  subscribe(trackingNumber: string): Promise<Date | null>;
  /** Verifies a push and reads it; `forbidden` when the credential is wrong. */
  verifyPush(rawBody: string, headers: Headers): Promise<TrackingPush[]>;
  /** Whether an address is one that it delivers to. */
  checkAddress(address: PostalAddress): Promise<AddressVerdict>;
  /** Where a person can follow the parcel. */
  trackingUrl(trackingNumber: string): string;
}

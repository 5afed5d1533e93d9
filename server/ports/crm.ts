import type { Money } from "@/server/kernel/money";

/** A customer as the CRM should know them. `email` is the key: the same one again changes the same contact. */
export type CrmContact = {
  /** Our customer's id. */
  customerId: string;
  /** The CRM's id of it, once it is known there: then an address that changed changes the same contact. */
  crmId?: string;
  email: string;
  name: string;
  phone?: string;
  orders: number;
  /** What they have paid and not been paid back, in all. */
  lifetimeValue: Money;
  firstOrderAt?: Date;
  lastOrderAt?: Date;
  acceptsMarketing: boolean;
  registered: boolean;
};

export const dealStages = ["placed", "paid", "shipped", "delivered", "cancelled"] as const;
export type DealStage = (typeof dealStages)[number];

/** An order as the CRM should know it. `orderId` is the key. */
export type CrmDeal = {
  orderId: string;
  orderNumber: string;
  stage: DealStage;
  amount: Money;
  placedAt: Date;
  closedAt?: Date;
  /** The CRM's id of the contact whose order it is. */
  contactCrmId: string;
};

/** What became of one record of a batch: the others are not held up by one that is refused. */
export type CrmResult = { ok: true; crmId: string } | { ok: false; message: string };

/**
 * A customer relationship management system. Batches may be repeated: records are found again by their key. Throws
 * `provider_unavailable` when it can't be reached or asks to wait; then `details.retryAfterSeconds` says how long,
 * where it said so.
 */
export interface Crm {
  readonly name: string;
  /** How many records one batch may have. */
  readonly batchSize: number;
  /** Creates what is missing in the CRM (properties, pipeline); done before the first batch, safe to repeat. */
  prepare(): Promise<void>;
  /** Results in the order of the input. */
  upsertContacts(contacts: readonly CrmContact[]): Promise<CrmResult[]>;
  upsertDeals(deals: readonly CrmDeal[]): Promise<CrmResult[]>;
  /** Takes a person out of the CRM for good, by the CRM's id; one it does not know any more is as good. */
  eraseContact(crmId: string): Promise<void>;
}

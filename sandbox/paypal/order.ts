import { randomBytes } from "node:crypto";
import type { Funding } from "./funding";

export type Money = { currency_code: string; value: string };

/** As it was asked for, checked. */
export type PurchaseUnit = {
  reference_id: string;
  amount: Money & { breakdown?: Record<string, Money | undefined> | undefined };
  description?: string | undefined;
  custom_id?: string | undefined;
  invoice_id?: string | undefined;
  items?: { name: string; quantity: string; unit_amount: Money }[] | undefined;
  shipping?: unknown;
};

export type Capture = {
  id: string;
  created: string;
  updated: string;
  status: "COMPLETED" | "PENDING" | "DECLINED";
  /** In PayPal's smallest unit of the currency, like every amount here. */
  amount: number;
  fee: number;
  /** A bank transfer clears, or does not, later. */
  settles: { at: string; as: "COMPLETED" | "DECLINED" } | null;
};

export type Refund = {
  id: string;
  created: string;
  updated: string;
  status: "COMPLETED" | "PENDING" | "FAILED";
  amount: number;
  customId: string | null;
  note: string | null;
  settles: { at: string; as: "COMPLETED" | "FAILED" } | null;
};

export type Dispute = {
  id: string;
  created: string;
  updated: string;
  reason: string;
  status: "WAITING_FOR_SELLER_RESPONSE" | "UNDER_REVIEW" | "RESOLVED";
  outcome: "RESOLVED_BUYER_FAVOUR" | "RESOLVED_SELLER_FAVOUR" | null;
  amount: number;
  due: string;
};

/** An order with all that became of it: one row, so one lock and one write a change. */
export type Order = {
  id: string;
  created: string;
  updated: string;
  status: "CREATED" | "PAYER_ACTION_REQUIRED" | "APPROVED" | "VOIDED" | "COMPLETED";
  /** What it is while it waits for the shopper: the newer form names the wallet when the order is made. */
  waiting: "CREATED" | "PAYER_ACTION_REQUIRED";
  currency: string;
  amount: number;
  unit: PurchaseUnit;
  brand: string | null;
  returnUrl: string;
  cancelUrl: string | null;
  approvedAt: string | null;
  funding: Funding | null;
  /** The last refusal of a capture, until the shopper approves again. */
  declined: string | null;
  capture: Capture | null;
  refunds: Refund[];
  disputes: Dispute[];
};

/** What happened, in the order PayPal would report it; `of` says which object the event carries. */
export type Happening = {
  type: string;
  of: "order" | "approval" | "capture" | { refund: Refund } | { dispute: Dispute };
};

const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
/** Capital letters and digits, as in PayPal's ids. */
export const randomId = (length = 17): string =>
  Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join("");

/** What is left to give back. */
export const left = ({ capture, refunds }: Order): number =>
  (capture?.status === "COMPLETED" ? capture.amount : 0) -
  refunds.filter((one) => one.status !== "FAILED").reduce((sum, one) => sum + one.amount, 0);

/** Every id that leads to this order. */
export const idsOf = (order: Order): string[] => [
  order.id,
  ...(order.capture ? [order.capture.id] : []),
  ...order.refunds.map((one) => one.id),
  ...order.disputes.map((one) => one.id),
];

/** Changes the time of the last change; two changes never have the same. */
export function touch(order: Order, now: Date): void {
  order.updated = new Date(Math.max(now.getTime(), Date.parse(order.updated) + 1)).toISOString();
}

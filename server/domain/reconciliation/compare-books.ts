import type { ReconciliationTotal } from "../../../db/schema/payment";
import type { Id } from "../../kernel/id";
import type { Movement } from "../../ports/payment-gateway";
import { type Day, isIn } from "./day";

/** A capture or refund as our own books have it. */
export type OurMovement = {
  kind: "capture" | "refund";
  /** The provider's reference; null where we never learned it. */
  ref: string | null;
  paymentId: Id<"payment">;
  refundId: Id<"refund"> | null;
  orderId: Id<"order">;
  amount: number;
  currency: string;
  /** Whether the fee is known here. */
  hasFee: boolean;
  /** Whether the provider must have it too: a refund that is still on its way may be missing there. */
  done: boolean;
  at: Date;
};

export type Difference = {
  kind: "missing_here" | "missing_there" | "amount_differs";
  what: "capture" | "refund";
  ref: string;
  paymentId: Id<"payment"> | null;
  refundId: Id<"refund"> | null;
  orderId: Id<"order"> | null;
  ours: number | null;
  theirs: number | null;
  currency: string;
  at: Date;
};

export type Comparison = {
  /** How many movements of the day each side has. */
  ours: number;
  theirs: number;
  totals: ReconciliationTotal[];
  differences: Difference[];
  /** What the provider kept for a payment whose fee we lacked. */
  fees: { paymentId: Id<"payment">; amount: number }[];
};

/**
 * Lays our books beside the provider's list for one day. Both may hold more than the day: a movement that both have belongs
 * to the day that the provider gives it, however late we noted it; one that only one side has, to its own. So every movement
 * counts on exactly one day.
 */
export function compareBooks(
  day: Day,
  ours: readonly OurMovement[],
  theirs: readonly Movement[],
): Comparison {
  const result: Comparison = { ours: 0, theirs: 0, totals: [], differences: [], fees: [] };
  const waiting = new Map(ours.map((one) => [keyOf(one.kind, one.ref ?? one.paymentId), one]));
  const seen = new Set<string>();
  for (const their of theirs) {
    const key = keyOf(their.kind, their.ref);
    // A page may repeat the last line of the one before it.
    if (seen.has(key)) continue;
    seen.add(key);
    const our = waiting.get(key);
    waiting.delete(key);
    if (!isIn(day, their.at)) continue;
    if (our) countOurs(result, our);
    countTheirs(result, their);
    const differs = our && (our.amount !== their.amount.amount || our.currency !== their.amount.currency);
    if (!our || differs) result.differences.push(between(our, their));
    if (our && !our.hasFee && their.fee && their.fee.currency === our.currency && our.kind === "capture")
      result.fees.push({ paymentId: our.paymentId, amount: their.fee.amount });
  }
  for (const our of waiting.values()) {
    if (!our.done || !isIn(day, our.at)) continue;
    countOurs(result, our);
    result.differences.push({
      kind: "missing_there",
      what: our.kind,
      ref: our.ref ?? our.refundId ?? our.paymentId,
      paymentId: our.paymentId,
      refundId: our.refundId,
      orderId: our.orderId,
      ours: our.amount,
      theirs: null,
      currency: our.currency,
      at: our.at,
    });
  }
  result.totals.sort((a, b) => a.currency.localeCompare(b.currency));
  result.differences.sort((a, b) => a.at.getTime() - b.at.getTime());
  return result;
}

const keyOf = (kind: string, ref: string) => `${kind} ${ref}`;

const between = (our: OurMovement | undefined, their: Movement): Difference => ({
  kind: our ? "amount_differs" : "missing_here",
  what: their.kind,
  ref: their.ref,
  paymentId: our?.paymentId ?? null,
  refundId: our?.refundId ?? null,
  orderId: our?.orderId ?? null,
  ours: our?.amount ?? null,
  theirs: their.amount.amount,
  currency: their.amount.currency,
  at: their.at,
});

function totalOf({ totals }: Comparison, currency: string): ReconciliationTotal {
  const known = totals.find((one) => one.currency === currency);
  if (known) return known;
  const made = { currency, capturedOurs: 0, capturedTheirs: 0, refundedOurs: 0, refundedTheirs: 0, fees: 0 };
  totals.push(made);
  return made;
}

function countOurs(result: Comparison, { kind, amount, currency }: OurMovement): void {
  result.ours += 1;
  totalOf(result, currency)[kind === "capture" ? "capturedOurs" : "refundedOurs"] += amount;
}

function countTheirs(result: Comparison, { kind, amount, fee }: Movement): void {
  result.theirs += 1;
  totalOf(result, amount.currency)[kind === "capture" ? "capturedTheirs" : "refundedTheirs"] += amount.amount;
  if (fee) totalOf(result, fee.currency).fees += fee.amount;
}

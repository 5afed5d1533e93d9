import type Stripe from "stripe";
import { money } from "@/server/kernel/money";
import type { Movement } from "@/server/ports/payment-gateway";

/**
 * Captures and refunds as Stripe booked them, from its list of balance transactions: a charge's own date is the day it was
 * authorised, a balance transaction's the day the money moved. https://docs.stripe.com/api/balance_transactions/list
 */
export async function stripeMovements(
  stripe: Stripe,
  from: Date,
  to: Date,
  pageSize = 100,
): Promise<Movement[]> {
  const found: Movement[] = [];
  const pages = stripe.balanceTransactions.list({
    created: { gte: seconds(from), lt: seconds(to) },
    limit: pageSize,
    expand: ["data.source"],
  });
  for await (const line of pages) {
    const movement = movementOf(line);
    if (movement) found.push(movement);
  }
  return found;
}

/** Cards are booked as `charge`, other methods as `payment`; refunds alike. Payouts, disputes and fees of their own are neither. */
function movementOf(line: Stripe.BalanceTransaction): Movement | null {
  const source = line.source;
  if (source === null || typeof source === "string") return null;
  const at = new Date(line.created * 1000);
  if ((line.type === "charge" || line.type === "payment") && source.object === "charge") {
    if (source.status !== "succeeded" || !source.captured) return null;
    return {
      kind: "capture",
      ref: source.id,
      ...idOf(source.metadata),
      amount: money(source.amount_captured, source.currency.toUpperCase()),
      fee: feeOf(line, source.currency),
      at,
    };
  }
  if ((line.type === "refund" || line.type === "payment_refund") && source.object === "refund") {
    // One that failed was booked back in another line: nothing left the account.
    if (source.status === "failed" || source.status === "canceled") return null;
    return {
      kind: "refund",
      ref: source.id,
      ...idOf(source.metadata),
      amount: money(source.amount, source.currency.toUpperCase()),
      ...(line.fee === 0 ? {} : { fee: feeOf(line, source.currency) }),
      at,
    };
  }
  return null;
}

/** Stripe's fee in the payment's own currency: it is told in the account's, with the rate between the two. */
export function feeOf(line: Stripe.BalanceTransaction, currency: string) {
  const rate = line.currency === currency ? 1 : (line.exchange_rate ?? 1);
  return money(Math.round(line.fee / rate), currency.toUpperCase());
}

const idOf = (metadata: Stripe.Metadata | null): { paymentId?: string } =>
  metadata?.payment_id ? { paymentId: metadata.payment_id } : {};

const seconds = (date: Date): number => Math.ceil(date.getTime() / 1000);

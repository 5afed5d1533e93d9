import { money } from "@/server/kernel/money";
import type { Movement } from "@/server/ports/payment-gateway";
import { readMoney } from "./amounts";
import { type TransactionAnswer, transactionsAnswer } from "./answers";
import type { PaypalClient } from "./client";
import { PaypalRefusal } from "./exchange";

const dayMs = 86_400_000;
/** The longest span one request may ask about. */
const longestMs = 31 * dayMs;
const pageSize = 500;

/**
 * Captures and refunds from Transaction Search (https://developer.paypal.com/docs/api/transaction-search/v1/), which the
 * app must be allowed in PayPal's developer dashboard. PayPal takes up to three hours to list a transaction, so a span
 * that ended less than that ago may still be short of some.
 */
export async function movements(call: PaypalClient, from: Date, to: Date): Promise<Movement[]> {
  const found: Movement[] = [];
  for (let start = from.getTime(); start < to.getTime(); start += longestMs) {
    const end = new Date(Math.min(start + longestMs, to.getTime()));
    found.push(...(await between(call, new Date(start), end)));
  }
  return found;
}

async function between(call: PaypalClient, from: Date, to: Date): Promise<Movement[]> {
  try {
    return await pages(call, from, to);
  } catch (error) {
    // More than PayPal lists at once: each half on its own.
    const halves = to.getTime() - from.getTime() > 2_000;
    if (!(error instanceof PaypalRefusal && error.has("RESULTSET_TOO_LARGE") && halves)) throw error;
  }
  const middle = new Date(Math.floor((from.getTime() + to.getTime()) / 2_000) * 1_000);
  return [...(await between(call, from, middle)), ...(await between(call, middle, to))];
}

async function pages(call: PaypalClient, from: Date, to: Date): Promise<Movement[]> {
  const found: Movement[] = [];
  for (let page = 1, last = 1; page <= last; page += 1) {
    const query = new URLSearchParams({
      start_date: seconds(from),
      end_date: seconds(to),
      fields: "transaction_info",
      page_size: String(pageSize),
      page: String(page),
    });
    const answer = await call({
      method: "GET",
      path: `/v1/reporting/transactions?${query}`,
      answer: transactionsAnswer,
    });
    last = answer.total_pages ?? 1;
    found.push(...answer.transaction_details.flatMap(({ transaction_info: info }) => movement(info)));
  }
  // PayPal counts whole seconds and includes the last one; ours is a span without its end.
  return found.filter(({ at }) => at >= from && at < to);
}

const seconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** T0006 is a payment through the checkout; T1107 a refund by us, T1106 a payment that PayPal took back. */
const kinds: Readonly<Record<string, Movement["kind"]>> = {
  T0006: "capture",
  T1106: "refund",
  T1107: "refund",
};

function movement(info: TransactionAnswer): Movement[] {
  const kind = kinds[info.transaction_event_code];
  const amount = readMoney(info.transaction_amount);
  // Pending and denied ones have moved nothing; V is a payment that happened and was given back since.
  const moved = ["S", "V", undefined].includes(info.transaction_status);
  // We may be the buyer too: money we sent is a negative payment.
  const ours = kind === "capture" ? amount.amount > 0 : amount.amount < 0;
  if (!kind || !moved || !ours) return [];
  const fee = info.fee_amount && readMoney(info.fee_amount);
  return [
    {
      kind,
      ref: info.transaction_id,
      ...(info.custom_field ? { paymentId: info.custom_field } : {}),
      amount: money(Math.abs(amount.amount), amount.currency),
      ...(fee ? { fee: money(Math.abs(fee.amount), fee.currency) } : {}),
      at: new Date(info.transaction_initiation_date.replace(/([+-]\d{2})(\d{2})$/, "$1:$2")),
    },
  ];
}

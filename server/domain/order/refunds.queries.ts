import { asc, desc, eq } from "drizzle-orm";
import { location, orderLine, payment, type RefundedLine, refund } from "@/db/schema";
import type { RefundStatus } from "@/server/domain/payment/payment";
import { failureWords } from "@/server/domain/payment/refund";
import { readMoney, refundable } from "@/server/domain/payment/refundable";
import { tooMuch } from "@/server/domain/payment/request-refund";
import { outstandingOf } from "@/server/domain/return/take-back";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";
import { type Asked, decideRefund, refundableUnits } from "./asked-refund";
import { readOrder } from "./order.store";
import { paidBackOf } from "./paid-back.store";
import { carriageLeft } from "./refund-of";
import { neverPaid } from "./refund-order";
import { sentLinesOf } from "./sent-lines.store";

export type RefundableLine = {
  id: string;
  title: string;
  variantTitle: string;
  /** Units that can be paid back. */
  open: number;
  /** Of those, units that can still come back from the customer. */
  withCustomer: number;
};

export type RefundOptions = {
  left: Money;
  disputed: Money;
  lines: RefundableLine[];
  /** What was paid for it and has not gone back. */
  shipping: Money;
  /** Where goods can be put when they come back. */
  places: { code: string; name: string }[];
  /** Units that have not been sent: cancelling gives their money back. */
  unsent: number;
};

/** What can be given back of an order; null when it was never paid. */
export async function refundOptions(reader: Reader, orderId: Id<"order">): Promise<RefundOptions | null> {
  const paid = await readMoney(reader, orderId);
  if (!paid) return null;
  const [order, lines, before, { left, disputed }, outstanding, places] = await Promise.all([
    readOrder(reader, orderId),
    sentLinesOf(reader, orderId),
    paidBackOf(reader, orderId),
    refundable(reader, paid),
    outstandingOf(reader, orderId),
    reader.db
      .select({ code: location.code, name: location.name })
      .from(location)
      .where(eq(location.active, true))
      .orderBy(asc(location.code)),
  ]);
  const amount = (value: number) => money(value, order.currency);
  return {
    left: amount(left),
    disputed: amount(disputed),
    shipping: amount(carriageLeft(order, lines, before)),
    places,
    unsent:
      order.status === "cancelled"
        ? 0
        : lines.reduce((sum, line) => sum + line.quantity - line.cancelledQuantity - line.sent, 0),
    lines: lines.flatMap((line) => {
      const open = refundableUnits(line, before);
      const out = outstanding
        .filter(({ sku }) => sku === line.sku)
        .reduce((sum, one) => sum + one.quantity, 0);
      const { id, title, variantTitle } = line;
      return open > 0 ? [{ id, title, variantTitle, open, withCustomer: Math.min(open, out) }] : [];
    }),
  };
}

export type RefundPreview = {
  amount: Money;
  /** What of the payment is here now, and what is left of it then. */
  before: Money;
  after: Money;
  /** What the chosen units and carriage had cost, when that is more than can still go back. */
  cost: Money | null;
};

/** What a refund would come to: the same decisions as the command's, without its locks. */
export async function previewRefund(
  reader: Reader,
  orderId: Id<"order">,
  asked: Asked,
): Promise<RefundPreview> {
  const [order, lines, before, paid] = await Promise.all([
    readOrder(reader, orderId),
    sentLinesOf(reader, orderId),
    paidBackOf(reader, orderId),
    readMoney(reader, orderId),
  ]);
  if (!paid) throw neverPaid(order.number);
  const { left, disputed } = await refundable(reader, paid);
  const { amount, cost } = decideRefund(order, lines, before, asked, left);
  if (amount > left || left === 0) throw tooMuch(left, disputed, order.currency);
  const figure = (value: number) => money(value, order.currency);
  return {
    amount: figure(amount),
    before: figure(left),
    after: figure(left - amount),
    cost: cost > amount ? figure(cost) : null,
  };
}

export type RefundDetail = {
  id: string;
  amount: Money;
  status: RefundStatus;
  provider: string;
  /** The provider's reference; null before it has one, and for good when it was paid another way. */
  ref: string | null;
  byHand: boolean;
  reason: string;
  note: string | null;
  requestedBy: string | null;
  failure: string | null;
  attempts: number;
  nextTryAt: Date | null;
  createdAt: Date;
  changedAt: Date;
  lines: { title: string; quantity: number; amount: Money; goods: RefundedLine["goods"] }[];
  shipping: Money;
};

/** The refunds of an order for staff, newest first. */
export async function refundsOf({ db }: Reader, orderId: Id<"order">): Promise<RefundDetail[]> {
  const [rows, lines] = await Promise.all([
    db
      .select({ refund, provider: payment.provider, currency: payment.currency })
      .from(refund)
      .innerJoin(payment, eq(payment.id, refund.paymentId))
      .where(eq(refund.orderId, orderId))
      .orderBy(desc(refund.createdAt), desc(refund.id)),
    db
      .select({ id: orderLine.id, title: orderLine.title, variantTitle: orderLine.variantTitle })
      .from(orderLine)
      .where(eq(orderLine.orderId, orderId)),
  ]);
  const titleOf = (id: string): string => {
    const line = lines.find((one) => one.id === id);
    return line ? [line.title, line.variantTitle].filter(Boolean).join(", ") : "";
  };
  return rows.map(({ refund: row, provider, currency }) => ({
    id: row.id,
    amount: money(row.amount, currency),
    status: row.status,
    provider,
    ref: row.providerRef,
    byHand: row.status === "succeeded" && row.providerRef === null,
    reason: row.reason,
    note: row.note,
    requestedBy: row.requestedBy,
    failure: row.status === "failed" ? failureWords(row.failureReason) : null,
    attempts: row.attempts,
    nextTryAt: row.nextTryAt,
    createdAt: row.createdAt,
    changedAt: row.changedAt,
    lines: row.lines.map(({ orderLineId, quantity, amount, goods }) => ({
      title: titleOf(orderLineId),
      quantity,
      amount: money(amount, currency),
      goods,
    })),
    shipping: money(row.shippingAmount, currency),
  }));
}

import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { refund } from "@/db/schema";
import { findPlace } from "@/server/domain/inventory/stock.store";
import { refundReasonWords } from "@/server/domain/payment/refund";
import { lockMoney, refundable } from "@/server/domain/payment/refundable";
import { requestRefund, tooMuch } from "@/server/domain/payment/request-refund";
import { receiveBack } from "@/server/domain/return/take-back";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";
import { changedMeanwhile, decideRefund } from "./asked-refund";
import { lockOrder } from "./order.store";
import { paidBackOf } from "./paid-back.store";
import type { RefundOrderInput } from "./refund-order.schema";
import { sentLinesOf } from "./sent-lines.store";

type OrderRefund = { refundId: Id<"refund">; amount: Money };
type Request = Omit<RefundOrderInput, "number">;

/**
 * Gives back units, shipping or an amount of a paid order, and takes goods back that the customer returns, in one
 * transaction. Under one `key` it happens once; the same key with another content is refused.
 */
export function refundOrder(ctx: Ctx, orderId: Id<"order">, request: Request): Promise<OrderRefund> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    const causeKey = `asked:${orderId}:${request.key}:${contentOf(request)}`;
    const known = await askedBefore(tx, orderId, request.key);
    if (known && known.causeKey !== causeKey) throw otherContent();
    if (known) return { refundId: known.id, amount: money(known.amount, order.currency) };

    const paid = await lockMoney(tx, orderId);
    if (!paid) throw neverPaid(order.number);
    const { left, disputed } = await refundable(tx, paid);
    const lines = await sentLinesOf(tx, orderId);
    const parts = decideRefund(order, lines, await paidBackOf(tx, orderId), request, left);
    if (parts.amount > left || left === 0) throw tooMuch(left, disputed, paid.currency);
    if (request.expected !== undefined && request.expected !== parts.amount)
      throw changedMeanwhile(request.expected, parts.amount, order.currency);

    const reason = [refundReasonWords[request.reason], request.words].filter(Boolean).join(": ");
    const refundId = await requestRefund(tx, paid, order.number, {
      amount: parts.amount,
      reason,
      causeKey,
      lines: parts.lines,
      shippingAmount: parts.shippingAmount,
      note: request.note,
    });
    const returned = parts.lines.flatMap(({ sku, quantity, goods }) =>
      goods === "none"
        ? []
        : [{ sku, quantity, condition: goods === "restock" ? ("good" as const) : ("damaged" as const) }],
    );
    if (returned.length > 0)
      await receiveBack(tx, order, {
        key: `refund:${request.key}`,
        reason,
        units: returned,
        refundId,
        ...(request.place ? { place: await findPlace(tx, request.place) } : {}),
      });
    return { refundId, amount: money(parts.amount, order.currency) };
  });
}

/** What was pressed, to the letter; what the preview said is not part of it. */
function contentOf({ lines, shipping, amount, reason, words, note, place }: Request): string {
  const units = lines.map((line) => `${line.orderLineId} ${line.goods} ${line.quantity}`).sort();
  const content = JSON.stringify([units, shipping, amount, reason, words, note, place]);
  return createHash("sha256").update(content).digest("base64url").slice(0, 16);
}

async function askedBefore(tx: TxCtx, orderId: Id<"order">, key: string) {
  const rows = await tx.db.select().from(refund).where(eq(refund.orderId, orderId));
  return rows.find((row) => row.causeKey.startsWith(`asked:${orderId}:${key}:`));
}

const otherContent = () =>
  new DomainError(
    "idempotency_conflict",
    "This was pressed before with something else in it. Open the refund again.",
    { field: "key" },
  );

export const neverPaid = (number: string) =>
  new DomainError("invalid_transition", `Order ${number} was never paid; there is nothing to refund.`, {
    number,
  });

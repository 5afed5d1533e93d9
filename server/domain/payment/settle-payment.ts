import { moveHeldUnits } from "@/server/domain/inventory/reservation.store";
import { lockOrder, type OrderRow, saveStatus } from "@/server/domain/order/order.store";
import { readSettings } from "@/server/domain/settings/settings";
import { fact, record } from "@/server/events/outbox";
import { inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { unreachable } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";
import type { RemotePayment } from "@/server/ports/payment-gateway";
import { gatewayOf } from "./gateway";
import { callTakesMs, decideSettlement, isLive, isOvertaken, type Verdict } from "./payment";
import {
  countDecline,
  liveAttempt,
  lockPayment,
  noteFee,
  type PaymentRow,
  readPayment,
  savePayment,
} from "./payment.store";
import { refundAll } from "./refund-all";

export type Settled = { outcome: Verdict["do"] | "captured" | "voided"; orderId: Id<"order"> };

/**
 * Finds out what has become of a payment and brings our side in line. Webhooks, the return page and the sweep all
 * call this; it trusts nothing but the provider's answer, accepts repeats and any order of arrival, and takes money
 * only after seeing the order pending under its lock.
 */
export async function settlePayment(ctx: WithPorts, paymentId: Id<"payment">): Promise<Settled> {
  const known = await readPayment(ctx, paymentId);
  const { provider, providerRef, orderId } = known;
  // The page was never opened, so there is nothing at the provider; opening it again is ProcessPayment's business.
  if (!providerRef) return { outcome: "nothing", orderId };
  // Providers send several notifications a payment. Once the money is here only the fee can be news, and while it is being
  // taken, whoever takes it will hear.
  if (isComplete(known) || isBeingTaken(known, ctx.now)) return { outcome: "nothing", orderId };
  const gateway = gatewayOf(ctx, provider);

  const verdict = await bringInLine(ctx, paymentId, await gateway.look(providerRef));
  switch (verdict.do) {
    case "capture": {
      const { amount, currency } = await readPayment(ctx, paymentId);
      const result = await gateway.capture(providerRef, {
        amount: money(amount, currency),
        idempotencyKey: `payment:${paymentId}:capture`,
      });
      const after = await bringInLine(ctx, paymentId, result, { ofCapture: true });
      return { outcome: after.do === "accept" ? "captured" : after.do, orderId };
    }
    case "void": {
      await closePayment(ctx, paymentId);
      return { outcome: "voided", orderId };
    }
    default:
      return { outcome: verdict.do === "accept" ? "captured" : verdict.do, orderId };
  }
}

/**
 * Shuts a payment's page and brings our side in line with what that led to. The answer to that call decides, not a second
 * look: an order at PayPal can't be shut, and is void because nobody will ever capture it.
 */
export async function closePayment(ctx: WithPorts, paymentId: Id<"payment">): Promise<void> {
  const { provider, providerRef } = await readPayment(ctx, paymentId);
  if (!providerRef) return;
  const key = `payment:${paymentId}:close`;
  const result = await gatewayOf(ctx, provider).close(providerRef, { idempotencyKey: key });
  await bringInLine(ctx, paymentId, result);
}

const isComplete = (payment: PaymentRow): boolean =>
  payment.status === "captured" && payment.feeAmount !== null;

const sinceMs = (payment: PaymentRow, now: Date): number => now.getTime() - payment.changedAt.getTime();

const isBeingTaken = (payment: PaymentRow, now: Date): boolean =>
  payment.status === "capturing" && sinceMs(payment, now) < callTakesMs;

/** One transaction: lock, decide, save, record. */
function bringInLine(
  ctx: WithPorts,
  paymentId: Id<"payment">,
  remote: RemotePayment,
  { ofCapture = false } = {},
): Promise<Verdict> {
  return inTransaction(ctx, async (tx) => {
    const { orderId } = await readPayment(tx, paymentId);
    const order = await lockOrder(tx, orderId);
    const payment = await lockPayment(tx, paymentId);
    if (!ofCapture && isOvertaken({ status: payment.status, sinceMs: sinceMs(payment, tx.now) }, remote))
      return { do: "nothing" };
    const verdict = decideSettlement(payment, order, remote);
    await apply(tx, order, payment, verdict);
    return verdict;
  });
}

async function apply(tx: TxCtx, order: OrderRow, payment: PaymentRow, verdict: Verdict): Promise<void> {
  const about = { orderId: order.id, orderNumber: order.number, paymentId: payment.id };
  const processed = { ...about, provider: payment.provider, amount: money(payment.amount, payment.currency) };
  switch (verdict.do) {
    case "nothing":
    case "void":
      return;
    case "capture":
      // From here on the time-out keeps its hands off; a crash is finished by the sweep, which asks again.
      if (payment.status !== "capturing") await savePayment(tx, payment, "capturing");
      return;
    case "accept": {
      await savePayment(tx, payment, "captured", captured(tx, verdict));
      await saveStatus(tx, order, "paid");
      const units = await moveHeldUnits(tx, "deduct", "reserved", { orderId: order.id });
      await record(
        tx,
        fact("PaymentProcessed", { ...processed, amount: verdict.amount, outcome: "captured" }),
        fact("OrderPaid", { ...about, amount: verdict.amount }),
        fact("InventoryDeducted", {
          orderId: order.id,
          orderNumber: order.number,
          units: units.map(({ sku, location, quantity }) => ({ sku, location, quantity })),
        }),
      );
      return;
    }
    case "wait": {
      // One that had ended comes back to life, unless the shopper has begun another attempt since.
      if (!isLive(payment.status) && (await liveAttempt(tx, order.id))) return;
      await savePayment(tx, payment, "processing");
      await record(tx, fact("PaymentProcessing", { ...about, provider: payment.provider }));
      return;
    }
    case "note_fee":
      await noteFee(tx, payment, verdict.fee.amount);
      return;
    case "refund_late_money": {
      await savePayment(tx, payment, "captured", captured(tx, verdict));
      await record(tx, fact("LateMoneyReceived", { ...about, amount: verdict.amount }));
      await refundAll(tx, { ...payment, capturedAmount: verdict.amount.amount }, order, {
        reason: "The money arrived after the order had ended.",
        causeKey: `late-money:${payment.id}`,
      });
      return;
    }
    case "count_decline": {
      const { final: over, ...decline } = verdict;
      const { isNew, total } = await countDecline(tx, payment.id, decline);
      const busy = payment.status === "capturing" || payment.status === "processing";
      if (!isNew && !over) {
        if (busy) await savePayment(tx, payment, "open");
        return;
      }
      const { maxPaymentAttempts } = await readSettings(tx);
      const final = over || total >= maxPaymentAttempts;
      if (final)
        await savePayment(tx, payment, "failed", {
          failureCode: verdict.code,
          failureMessage: verdict.message,
        });
      else if (busy) await savePayment(tx, payment, "open");
      await record(
        tx,
        fact("PaymentProcessed", {
          ...processed,
          outcome: final ? "failed" : "declined",
          code: verdict.code,
          message: verdict.message,
        }),
      );
      return;
    }
    case "reopen":
      await savePayment(tx, payment, "open");
      return;
    case "end":
      await savePayment(tx, payment, verdict.as);
      await record(tx, fact("PaymentEnded", { ...about, as: verdict.as }));
      return;
    default:
      unreachable(verdict);
  }
}

const captured = (
  tx: TxCtx,
  money: { amount: { amount: number }; captureRef: string; fee?: { amount: number } },
) => ({
  capturedAmount: money.amount.amount,
  capturedAt: tx.now,
  captureRef: money.captureRef,
  feeAmount: money.fee?.amount ?? null,
});

import { eq } from "drizzle-orm";
import { orderLine, payment } from "@/db/schema";
import { lockOrder, type OrderRow } from "@/server/domain/order/order.store";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { OpenPayment } from "@/server/ports/payment-gateway";
import { describePayment } from "./described";
import { gatewayOf } from "./gateway";
import { leaveAttempt } from "./leave-attempt";
import { isLive, type PaymentProvider } from "./payment";
import { keepReference, liveAttempt, type PaymentRow } from "./payment.store";
import { closePayment } from "./settle-payment";

/**
 * Opens the provider's payment page for a pending order and gives its address. Pressing twice gives the same page.
 * Three phases: the intent row, the call with that row's id as the key, the outcome.
 */
export async function processPayment(
  ctx: WithPorts,
  orderId: Id<"order">,
  provider: PaymentProvider,
): Promise<{ redirectUrl: string }> {
  const gateway = gatewayOf(ctx, provider);

  const { order, attempt } = await intendWith(ctx, orderId, provider);
  if (attempt.redirectUrl) return { redirectUrl: attempt.redirectUrl };

  const page = await gateway.open(await describe(ctx, order, attempt));

  const ended = await inTransaction(ctx, async (tx) => {
    const { status: orderStatus } = await lockOrder(tx, orderId);
    const status = await keepReference(tx, attempt.id, order.number, page);
    // A shopper who paid at once, on the page of an earlier press, is well served by the same page.
    return orderStatus === "cancelled" || (orderStatus === "pending" && !isLive(status));
  });
  if (ended) {
    // The order or this attempt ended while the page was being opened: nobody may pay on it any more.
    await closePayment(ctx, attempt.id);
    throw new DomainError(
      "invalid_transition",
      `Order ${order.number} has ended in the meantime; nothing was charged.`,
      {},
    );
  }
  return { redirectUrl: page.redirectUrl };
}

/** The intent, after an attempt with the other provider has been let go: the shopper has chosen anew. */
async function intendWith(ctx: WithPorts, orderId: Id<"order">, provider: PaymentProvider) {
  const first = await intend(ctx, orderId, provider);
  if (first.attempt.provider === provider) return first;
  await leaveAttempt(ctx, first.attempt.id);
  const second = await intend(ctx, orderId, provider);
  if (second.attempt.provider === provider) return second;
  throw new DomainError(
    "invalid_transition",
    `A payment with ${providerName(second.attempt.provider)} is under way for this order. Finish that one, or wait until it ends.`,
    { provider: second.attempt.provider },
  );
}

function intend(ctx: WithPorts, orderId: Id<"order">, provider: PaymentProvider) {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    refuseUnpayable(order, tx.now);
    const known = await liveAttempt(tx, orderId);
    if (known?.status === "processing")
      throw new DomainError(
        "invalid_transition",
        `Your bank is at work on the payment of order ${order.number} already. Wait until it has decided; we hold everything for you.`,
        { status: known.status },
      );
    if (known) return { order, attempt: known };
    const [attempt] = await tx.db
      .insert(payment)
      .values({
        id: newId<"payment">(),
        orderId,
        provider,
        status: "created",
        amount: order.totalAmount,
        currency: order.currency,
        createdAt: tx.now,
        changedAt: tx.now,
      })
      .returning();
    if (!attempt) throw new Error("The payment row was not written.");
    return { order, attempt };
  });
}

function refuseUnpayable(order: OrderRow, now: Date): void {
  if (order.status === "cancelled")
    throw new DomainError(
      "invalid_transition",
      `Order ${order.number} is cancelled; nothing was charged. Place it again to pay.`,
      {
        status: order.status,
      },
    );
  if (order.status !== "pending")
    throw new DomainError("invalid_transition", `Order ${order.number} is paid already.`, {
      status: order.status,
    });
  if (now >= order.paymentDueAt)
    throw new DomainError(
      "invalid_transition",
      `The time to pay order ${order.number} is over. Place it again to pay.`,
      {
        paymentDueAt: order.paymentDueAt.toISOString(),
      },
    );
}

async function describe(ctx: WithPorts, order: OrderRow, attempt: PaymentRow): Promise<OpenPayment> {
  const lines = await ctx.db
    .select()
    .from(orderLine)
    .where(eq(orderLine.orderId, order.id))
    .orderBy(orderLine.position);
  const page = ctx.links.order(order.number, order.id);
  return {
    paymentId: attempt.id,
    orderId: order.id,
    orderNumber: order.number,
    email: order.email,
    ...describePayment(order, lines),
    shipTo: order.shippingAddress,
    returnUrl: `${ctx.links.shop}/orders/${order.number}/return?${new URL(page).searchParams}`,
    cancelUrl: page,
    expiresAt: order.paymentDueAt,
  };
}

const providerName = (provider: PaymentProvider): string =>
  ({ stripe: "a card", paypal: "PayPal" })[provider];

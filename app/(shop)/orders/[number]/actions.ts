"use server";

import { redirect } from "next/navigation";
import type { OrderFormState, ReorderState } from "@/components/forms/order-forms";
import { readCartToken, writeCartCookies } from "@/server/actions/cart-cookie";
import { paymentPage } from "@/server/actions/payment-page";
import { runAction } from "@/server/actions/run-action";
import { counted } from "@/server/auth/gates";
import { chosenAgain } from "@/server/domain/carriage/chosen-again";
import { isRateMethod } from "@/server/domain/carriage/rate-method";
import { addToCart } from "@/server/domain/cart/add-to-cart";
import { cartView, orderWithKey } from "@/server/domain/cart/cart.queries";
import { reorder, reorderChanges } from "@/server/domain/cart/reorder";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { createOrder } from "@/server/domain/order/create-order";
import { type OrderView, orderView } from "@/server/domain/order/order.queries";
import { createOrderSchema } from "@/server/domain/order/order.schema";
import { quoteBasket } from "@/server/domain/order/quote-order";
import { paymentProviders } from "@/server/domain/payment/payment";
import { formatMoney, type Money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";
import { keepDraft } from "../../checkout/draft";
import { orderBehind } from "./open";

const opened = (form: FormData) =>
  orderBehind(String(form.get("number") ?? ""), String(form.get("key") ?? "") || undefined);

const providerOf = (ctx: WithPorts, form: FormData) =>
  paymentProviders.find((known) => known === form.get("provider") && ctx.ports.gateways[known]);

/** Opens the payment page again, or for the first time when it couldn't be opened before. */
export async function pay(_: OrderFormState, form: FormData): Promise<OrderFormState> {
  const { ctx, id, number } = await opened(form);
  const provider = providerOf(ctx, form);
  if (!provider) return { message: "Choose how to pay." };
  redirect(await paymentPage(ctx, { id, number }, provider));
}

export async function cancel(_: OrderFormState, form: FormData): Promise<OrderFormState> {
  const { ctx, id, link } = await opened(form);
  const outcome = await runAction("order.cancel", async () => {
    await counted(ctx, "calls");
    return cancelOrder(ctx, id, { reason: "customer" });
  });
  if (!outcome.ok) return { message: outcome.refusal.message };
  redirect(link);
}

/** The same things to the same address once more, and straight on to pay. A new price is asked about first. */
export async function tryAgain(_: OrderFormState, form: FormData): Promise<OrderFormState> {
  const { ctx, id } = await opened(form);
  const before = await orderView(ctx, id);
  const provider = providerOf(ctx, form) ?? paymentProviders.find((known) => ctx.ports.gateways[known]);
  const agreed = Number(form.get("agreedTotal")) || before.total.amount;
  const outcome = await runAction("order.again", async () => {
    await counted(ctx, "orders");
    // One successor an order: pressing twice, or coming back to this page, finds the same one.
    const key = `again:${id}:${agreed}`;
    const placed = await orderWithKey(ctx, key);
    if (placed) return placed;
    const method = await methodAgain(ctx, before);
    return createOrder(
      ctx,
      createOrderSchema.parse(sameAgain({ ...before, shippingMethod: method }, key, agreed)),
    );
  });
  if (outcome.ok && provider) redirect(await paymentPage(ctx, outcome.value, provider));
  if (outcome.ok) redirect(ctx.links.order(outcome.value.number, outcome.value.id));

  const { kind, message, details } = outcome.refusal;
  if (kind === "price_changed") return { message, newTotal: details.actual as Money };
  if (kind !== "out_of_stock" && kind !== "not_found") return { message };
  await backToCart(ctx, before);
  redirect("/cart?short=1");
}

/** The way it was to come, at a carrier's price of today where it was a carrier's. */
async function methodAgain(
  ctx: WithPorts,
  { shippingMethod, shippingAddress, lines }: OrderView,
): Promise<string> {
  if (!isRateMethod(shippingMethod)) return shippingMethod;
  const basket = lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const { chosen } = await quoteBasket(ctx, basket, shippingAddress, (offered) =>
    chosenAgain(ctx, shippingMethod, offered),
  );
  return chosen?.method ?? shippingMethod;
}

const sameAgain = (order: OrderView, idempotencyKey: string, total: number) => ({
  idempotencyKey,
  customer: { email: order.email, name: order.customerName, phone: order.phone ?? undefined },
  lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })),
  shippingAddress: order.shippingAddress,
  shippingMethod: order.shippingMethod,
  expectedTotal: { amount: total, currency: order.total.currency },
});

/** Puts the same things into the cart, as far as they can be had, and says what is not as it was. */
export async function orderAgain(_: ReorderState, form: FormData): Promise<ReorderState> {
  const { ctx, id } = await opened(form);
  const outcome = await runAction("order.reorder", async () => {
    await counted(ctx, "calls");
    const result = await reorder(ctx, await readCartToken(), id);
    if (result.token) await writeCartCookies(result.token, (await cartView(ctx, result.token)).units);
    return result;
  });
  if (!outcome.ok) return { message: outcome.refusal.message };
  const changes = reorderChanges(outcome.value.lines, formatMoney);
  if (changes.length === 0) redirect("/cart");
  return { changes, added: outcome.value.added };
}

/** What can still be had goes into the cart, and the checkout knows the rest. */
async function backToCart(ctx: WithPorts, order: OrderView): Promise<void> {
  let token = await readCartToken();
  for (const { sku, quantity } of order.lines) {
    const added = await runAction("cart.refill", () => addToCart(ctx, token, { sku, quantity }));
    if (added.ok) token = added.value.token;
  }
  if (token) await writeCartCookies(token, (await cartView(ctx, token)).units);
  const { shippingAddress: to } = order;
  await keepDraft({
    email: order.email,
    name: order.customerName,
    phone: order.phone ?? "",
    country: to.country,
    line1: to.line1,
    line2: to.line2 ?? "",
    city: to.city,
    region: to.region ?? "",
    postalCode: to.postalCode,
    shippingMethod: order.shippingMethod,
    provider: "",
    saveAddress: "",
  });
}

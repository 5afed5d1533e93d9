"use server";

import { redirect } from "next/navigation";
import type { CheckoutState } from "@/components/forms/checkout-types";
import { readCartToken, writeCartCookies } from "@/server/actions/cart-cookie";
import { paymentPage } from "@/server/actions/payment-page";
import { runAction } from "@/server/actions/run-action";
import { counted, currentUser, visitorContext } from "@/server/auth/gates";
import { cartView, keyOfOrder, orderPlacedWith } from "@/server/domain/cart/cart.queries";
import { closeCart } from "@/server/domain/cart/close-cart";
import { createOrder } from "@/server/domain/order/create-order";
import { createOrderSchema } from "@/server/domain/order/order.schema";
import { paymentProviders } from "@/server/domain/payment/payment";
import { formatMoney } from "@/server/kernel/money";
import { keptValues, saveFor } from "./account-address";
import { checkTyped, doubtOf, doubtShown, wasAsked, withSuggestion } from "./address-doubt";
import { forgetDraft, keepDraft, valuesOf } from "./draft";
import { oneEach, orderFrom, placeOf } from "./form";
import { offerFor } from "./offer";

/**
 * The checkout form, whichever of its buttons was pressed. It places the order only at the total the shopper has seen, and
 * to an address that no carrier doubts or that the shopper has confirmed; otherwise it shows the form again with everything
 * as it was typed.
 */
export async function checkout(before: CheckoutState, form: FormData): Promise<CheckoutState> {
  const intent = form.get("intent");
  const ordering = intent === "order" || intent === "suggested";
  const shown = doubtShown(form);
  const [ctx, user] = await Promise.all([visitorContext(), currentUser()]);
  const typed = withSuggestion(valuesOf(form), shown, intent === "suggested");
  // Whoever is signed in orders for their own account; the form can't say otherwise.
  const own = user?.customerId ? { ...typed, email: user.email } : typed;
  const kept = await keptValues(ctx, user, intent);
  const given = { ...own, ...kept };
  const token = await readCartToken();

  // A double click, or a page that the browser kept: the order is there already.
  const sentKey = String(form.get("checkoutKey") ?? "");
  const placed = await orderPlacedWith(ctx, sentKey);
  const provider = paymentProviders.find((known) => known === given.provider && ctx.ports.gateways[known]);
  if (placed && provider) redirect(await paymentPage(ctx, placed, provider));

  const cart = await cartView(ctx, token);
  if (!cart.checkoutKey || cart.lines.length === 0) redirect("/checkout");
  const lines = cart.lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const [{ values, offer, fault }, addressCheck] = await Promise.all([
    offerFor(ctx, lines, given),
    ordering ? checkTyped(ctx, given) : null,
  ]);
  // Nobody minds a total for what is gone already.
  if (ordering && cart.lines.some((line) => line.quantity > line.available)) {
    await keepDraft(values);
    redirect("/cart?short=1");
  }
  const known = wasAsked(shown, values);
  const again = (faults: CheckoutState["faults"], title?: string): CheckoutState => {
    const doubt =
      known && shown ? { ...shown, settled: shown.settled || ordering } : doubtOf(ctx, addressCheck, values);
    const taken = kept ? crypto.randomUUID() : intent === "suggested" ? shown?.suggested?.line : before.taken;
    return {
      values,
      offer,
      faults,
      ...(title ? { title } : {}),
      ...(doubt ? { doubt } : {}),
      ...(taken ? { taken } : {}),
      round: before.round + 1,
    };
  };
  if (!ordering) return { ...again(fault ? [fault] : []), round: before.round };

  const parsed = createOrderSchema.safeParse(orderFrom(values, lines, keyOfOrder(cart.checkoutKey)));
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ id: placeOf(path), message }));
  if (fault) faults.unshift(fault);
  if (!provider) faults.push({ id: "provider", message: "Choose how to pay." });
  if (!parsed.success || !provider || !offer.quote || faults.length > 0) return again(oneEach(faults));

  const { total } = offer.quote;
  const seen = form.get("seenTotal");
  if (seen !== String(total.amount)) {
    const was = Number(seen) || null;
    const message = was
      ? `The total is now ${formatMoney(total)}, not ${formatMoney({ ...total, amount: was })}. If you agree, place the order.`
      : `The total with tax is ${formatMoney(total)}. If you agree, place the order.`;
    return again([{ id: "total", message }], "Look over the total");
  }
  if (!known && doubtOf(ctx, addressCheck, values)) return again([]);

  const outcome = await runAction("checkout", async () => {
    await counted(ctx, "orders");
    return createOrder(ctx, {
      ...parsed.data,
      expectedTotal: total,
      addressCheck: addressCheck ?? undefined,
    });
  });
  if (!outcome.ok) {
    const { kind, message, details } = outcome.refusal;
    if (kind === "out_of_stock" || kind === "not_found") {
      await keepDraft(values);
      redirect("/cart?short=1");
    }
    const field = String(details.field ?? (kind === "price_changed" ? "total" : "place"));
    return again([{ id: field === "total" ? field : placeOf([field]), message }]);
  }

  const order = outcome.value;
  await closeCart(ctx, token, { checkoutKey: cart.checkoutKey, orderId: order.id });
  if (token) await writeCartCookies(token, 0);
  if (user?.customerId && values.saveAddress === "on")
    await saveFor(ctx, user.customerId, parsed.data.shippingAddress);
  await forgetDraft();
  redirect(await paymentPage(ctx, order, provider));
}

import type { Metadata } from "next";
import { CartForm } from "@/components/forms/cart-form";
import { CartDelivery } from "@/components/shop/cart-delivery";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { readCartToken } from "@/server/actions/cart-cookie";
import { rememberedDestination } from "@/server/actions/destination-cookie";
import { visitorContext } from "@/server/auth/gates";
import { deliveryEstimate } from "@/server/domain/carriage/estimate.queries";
import { cartView } from "@/server/domain/cart/cart.queries";
import { shopCountries } from "@/server/domain/order/shop-countries";
import { changeCart, changeDestination } from "./actions";

export const metadata: Metadata = { title: "Your cart", robots: { index: false } };

type Props = { searchParams: Promise<{ added?: string; refused?: string; short?: string }> };

export default async function CartPage({ searchParams }: Props) {
  const [ctx, token, { added, refused, short }, to] = await Promise.all([
    visitorContext(),
    readCartToken(),
    searchParams,
    rememberedDestination(),
  ]);
  const cart = await cartView(ctx, token);
  if (cart.lines.length === 0)
    return (
      <EmptyState
        as="h1"
        title="Your cart is empty"
        picture="/illustrations/empty-cart.svg"
        action={
          <ButtonLink href="/products" look="primary">
            Look around
          </ButtonLink>
        }
      >
        {cart.lastOrderNumber ? (
          <p>
            What was in it is in your order{" "}
            <Link href={ctx.links.order(cart.lastOrderNumber, "")}>{cart.lastOrderNumber}</Link>.
          </p>
        ) : (
          <p>What you put in stays here for a month.</p>
        )}
      </EmptyState>
    );
  const [estimate, countries] = await Promise.all([
    deliveryEstimate(ctx, {
      ...to,
      lines: cart.lines.map(({ sku, quantity }) => ({ sku, quantity })),
    }),
    shopCountries(ctx),
  ]);
  const anyShort = cart.lines.some((line) => line.quantity > line.available);
  return (
    <>
      <PageHeader voice="shop" title="Your cart" />
      <div className="mb-6 grid gap-3 empty:hidden">
        {added && !anyShort && (
          <Callout tone="positive" live="status">
            It is in your cart.
          </Callout>
        )}
        {refused && (
          <Callout tone="critical" live="alert" title="That could not be put in">
            {refused === "not_found"
              ? "We no longer sell it."
              : "Choose a variant and a quantity from 1 to 999."}
          </Callout>
        )}
        {short && anyShort && (
          <Callout tone="warning" live="alert" title="Somebody was faster">
            Your order was not placed and nothing was charged. Change the lines that are marked below, then go
            on; what you typed at checkout is still there.
          </Callout>
        )}
      </div>
      <CartForm cart={cart} action={changeCart} />
      <CartDelivery estimate={estimate} countries={countries} action={changeDestination} />
    </>
  );
}

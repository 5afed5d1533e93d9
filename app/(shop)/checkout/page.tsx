import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CheckoutForm } from "@/components/forms/checkout-form";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { readCartToken } from "@/server/actions/cart-cookie";
import { rememberedDestination } from "@/server/actions/destination-cookie";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { cartView } from "@/server/domain/cart/cart.queries";
import { shopCountries } from "@/server/domain/order/shop-countries";
import { paymentProviders } from "@/server/domain/payment/payment";
import { accountAtCheckout } from "./account-address";
import { checkout } from "./actions";
import { readDraft } from "./draft";
import { offerFor } from "./offer";

export const metadata: Metadata = { title: "Checkout", robots: { index: false } };

export default async function CheckoutPage() {
  const [ctx, token, draft, user, to] = await Promise.all([
    visitorContext(),
    readCartToken(),
    readDraft(),
    currentUser(),
    rememberedDestination(),
  ]);
  const [cart, countries] = await Promise.all([cartView(ctx, token), shopCountries(ctx)]);
  if (!cart.checkoutKey || cart.lines.length === 0) {
    const placed = cart.lastOrderNumber;
    return (
      <EmptyState
        as="h1"
        title="There is nothing to check out"
        picture="/illustrations/empty-cart.svg"
        action={
          <>
            {placed && (
              <ButtonLink href={ctx.links.order(placed, "")} look="primary">
                Go to order {placed}
              </ButtonLink>
            )}
            <ButtonLink href="/products">Look around</ButtonLink>
          </>
        }
      >
        {placed ? `Your order ${placed} is placed, and your cart is empty.` : "Your cart is empty."}
      </EmptyState>
    );
  }
  if (cart.lines.some((line) => line.quantity > line.available)) redirect("/cart?short=1");

  const reachable = countries.some(({ code }) => code === to.country);
  const providers = paymentProviders.filter((provider) => ctx.ports.gateways[provider]);
  const mine = await accountAtCheckout(ctx, user, countries);
  const { values, offer, fault } = await offerFor(ctx, cart.lines, {
    email: user?.email ?? "",
    name: "",
    phone: "",
    line1: "",
    line2: "",
    city: "",
    region: "",
    postalCode: reachable ? to.postalCode : "",
    country: reachable ? to.country : (countries[0]?.code ?? "US"),
    shippingMethod: "",
    provider: providers[0] ?? "",
    saveAddress: "",
    ...mine?.filled,
    ...draft,
    ...(mine ? { email: mine.account.email } : {}),
  });
  return (
    <div className="mx-auto max-w-form">
      <PageHeader
        voice="shop"
        title="Checkout"
        summary={
          mine ? (
            "You pay on the next page."
          ) : (
            <>
              No account needed. You have one? <Link href="/sign-in?from=/checkout">Sign in</Link>. You pay on
              the next page.
            </>
          )
        }
      />
      <CheckoutForm
        action={checkout}
        checkoutKey={cart.checkoutKey}
        lines={cart.lines}
        countries={countries}
        providers={providers}
        account={mine?.account ?? null}
        initial={{ values, offer, faults: fault ? [fault] : [], round: 0 }}
      />
    </div>
  );
}

import type { Metadata } from "next";
import { AddressLines } from "@/components/account/address-lines";
import { OrderList } from "@/components/account/order-list";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { accountGate } from "@/server/auth/account-gate";
import { visitorContext } from "@/server/auth/gates";
import { accountDetails } from "@/server/domain/account/account.queries";
import { orderHistory } from "@/server/domain/account/order-history.queries";
import { addressBook } from "@/server/domain/address-book/address-book.queries";
import { countryName } from "@/server/domain/customer/address";
import { readSettings } from "@/server/domain/settings/settings";
import { signOutAction } from "../../(auth)/sign-in/actions";

export const metadata: Metadata = { title: "Your account" };

type Query = Promise<{ welcome?: string }>;

export default async function AccountPage({ searchParams }: { searchParams: Query }) {
  const [shopper, { welcome }] = await Promise.all([accountGate(), searchParams]);
  const ctx = await visitorContext();
  const [details, { rows, older }, book, { timeZone }] = await Promise.all([
    accountDetails(ctx, shopper.id),
    orderHistory(ctx, shopper.customerId, { limit: 3 }),
    addressBook(ctx, shopper.customerId),
    readSettings(ctx),
  ]);
  const address = book[0]?.address;
  return (
    <>
      <PageHeader voice="shop" title={`Hello, ${details.name}`} />
      {welcome && (
        <Callout tone="positive" live="status" className="mb-8" title="Your account is ready">
          {rows.length > 0
            ? "What you ordered with this address so far is in it."
            : "What you order from now on is in it."}
        </Callout>
      )}
      <div className="grid gap-12">
        <section aria-labelledby="latest">
          <div className="mb-3 flex items-baseline justify-between gap-4">
            <h2 id="latest" className="font-display text-2xl">
              Your orders
            </h2>
            {older && <Link href="/account/orders">See all</Link>}
          </div>
          {rows.length > 0 ? (
            <OrderList orders={rows} timeZone={timeZone} />
          ) : (
            <EmptyState
              compact
              as="h3"
              title="Nothing ordered yet"
              picture="/illustrations/empty-cart.svg"
              action={
                <ButtonLink href="/products" look="primary">
                  Look around
                </ButtonLink>
              }
            >
              Orders that you place with {details.email} show up here.
            </EmptyState>
          )}
        </section>
        <div className="grid gap-10 sm:grid-cols-2">
          <section aria-labelledby="home">
            <h2 id="home" className="mb-3 font-display text-2xl">
              Where it goes
            </h2>
            {address ? (
              <AddressLines address={address} country={countryName(address.country)} />
            ) : (
              <p className="text-muted">No address is kept yet.</p>
            )}
            <p className="mt-3">
              <Link href={address ? "/account/addresses" : "/account/addresses/new"}>
                {address ? "Your addresses" : "Add an address"}
              </Link>
            </p>
          </section>
          <section aria-labelledby="you">
            <h2 id="you" className="mb-3 font-display text-2xl">
              How we reach you
            </h2>
            <p className="break-words">{details.email}</p>
            {details.phone && <p>{details.phone}</p>}
            <p className="mt-3">
              <Link href="/account/details">Change your details</Link>
            </p>
          </section>
        </div>
        <form action={signOutAction} className="border-t pt-6">
          <Button type="submit">Sign out</Button>
        </form>
      </div>
    </>
  );
}

import type { Metadata } from "next";
import { AddressLines } from "@/components/account/address-lines";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { accountGate } from "@/server/auth/account-gate";
import { visitorContext } from "@/server/auth/gates";
import { maxAddresses } from "@/server/domain/address-book/address-book";
import { addressBook } from "@/server/domain/address-book/address-book.queries";
import { countryName } from "@/server/domain/customer/address";
import { chooseDefault, removeAddress } from "./actions";

export const metadata: Metadata = { title: "Your addresses" };

type Query = Promise<{ saved?: string; ask?: string; refused?: string }>;

export default async function AddressesPage({ searchParams }: { searchParams: Query }) {
  const shopper = await accountGate("/account/addresses");
  const [{ saved, ask, refused }, ctx] = await Promise.all([searchParams, visitorContext()]);
  const book = await addressBook(ctx, shopper.customerId);
  const add = (
    <ButtonLink href="/account/addresses/new" look="primary">
      Add an address
    </ButtonLink>
  );
  if (book.length === 0)
    return (
      <>
        <PageHeader voice="shop" title="Your addresses" />
        <EmptyState title="No address is kept yet" picture="/illustrations/nothing-found.svg" action={add}>
          Keep one here, or at the checkout, and you need not type it again.
        </EmptyState>
      </>
    );
  return (
    <>
      <PageHeader
        voice="shop"
        title="Your addresses"
        summary="The checkout offers them; orders that are placed keep the address they were placed with."
      />
      {saved && (
        <Callout tone="positive" live="status" className="mb-6">
          The address is saved.
        </Callout>
      )}
      {refused && (
        <Callout tone="warning" live="alert" className="mb-6">
          That did not work; the address may be gone already. Try again in a minute.
        </Callout>
      )}
      <ul className="divide-y border-y">
        {book.map(({ id, address, isDefault }) => {
          const at = `${address.name}, ${address.line1}`;
          return (
            <li key={id} className="grid gap-3 py-5 sm:grid-cols-[1fr_auto]">
              <div className="min-w-0">
                <AddressLines address={address} country={countryName(address.country)} />
                {isDefault && <Badge className="mt-2">Used unless you choose another</Badge>}
              </div>
              {ask === id ? (
                <form action={removeAddress} className="grid content-start gap-2 sm:max-w-56">
                  <input type="hidden" name="id" value={id} />
                  <p className="font-semibold">Delete this address?</p>
                  <div className="flex flex-wrap gap-2">
                    <SubmitButton
                      look="danger"
                      size="sm"
                      aria-label={`Delete ${at}`}
                      pendingLabel="Deleting…"
                    >
                      Delete it
                    </SubmitButton>
                    <ButtonLink href="/account/addresses" size="sm" scroll={false}>
                      Keep it
                    </ButtonLink>
                  </div>
                </form>
              ) : (
                <div className="-ms-3 flex flex-wrap content-start gap-1 sm:ms-0 sm:justify-end">
                  {!isDefault && (
                    <form action={chooseDefault}>
                      <input type="hidden" name="id" value={id} />
                      <SubmitButton look="quiet" size="sm" aria-label={`Use ${at} unless I choose another`}>
                        Use by default
                      </SubmitButton>
                    </form>
                  )}
                  <ButtonLink
                    href={`/account/addresses/${id}`}
                    look="quiet"
                    size="sm"
                    aria-label={`Change ${at}`}
                  >
                    Change
                  </ButtonLink>
                  <ButtonLink
                    href={`/account/addresses?ask=${id}`}
                    look="quiet"
                    size="sm"
                    scroll={false}
                    aria-label={`Delete ${at}…`}
                  >
                    Delete…
                  </ButtonLink>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {book.length < maxAddresses && <p className="mt-6">{add}</p>}
    </>
  );
}

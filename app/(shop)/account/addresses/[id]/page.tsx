import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AddressForm } from "@/components/forms/address-form";
import { PageHeader } from "@/components/ui/page-header";
import { accountGate } from "@/server/auth/account-gate";
import { visitorContext } from "@/server/auth/gates";
import { keptAddress } from "@/server/domain/address-book/address-book.queries";
import { countryName } from "@/server/domain/customer/address";
import { shopCountries } from "@/server/domain/order/shop-countries";
import { DomainError } from "@/server/kernel/errors";
import { saveAddress } from "../actions";
import { addressFormState, addressValues } from "../form-state";

export const metadata: Metadata = { title: "Change address" };

type Props = { params: Promise<{ id: string }> };

export default async function ChangeAddressPage({ params }: Props) {
  const { id } = await params;
  const shopper = await accountGate("/account/addresses");
  const ctx = await visitorContext();
  const [kept, countries] = await Promise.all([
    keptAddress(ctx, shopper.customerId, id).catch((error: unknown) => {
      if (error instanceof DomainError) notFound();
      throw error;
    }),
    shopCountries(ctx),
  ]);
  const { country } = kept.address;
  // A country that we no longer send to stays in the list, or saving would change it unseen.
  const offered = countries.some(({ code }) => code === country)
    ? countries
    : [...countries, { code: country, name: countryName(country) }];
  return (
    <>
      <PageHeader voice="shop" title="Change address" />
      <AddressForm
        action={saveAddress}
        countries={offered}
        addressId={kept.id}
        initial={addressFormState(addressValues(kept.address, kept.isDefault))}
        isDefault={kept.isDefault}
      />
    </>
  );
}

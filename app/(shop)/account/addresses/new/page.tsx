import type { Metadata } from "next";
import { AddressForm } from "@/components/forms/address-form";
import { PageHeader } from "@/components/ui/page-header";
import { rememberedDestination } from "@/server/actions/destination-cookie";
import { accountGate } from "@/server/auth/account-gate";
import { visitorContext } from "@/server/auth/gates";
import { addressBook } from "@/server/domain/address-book/address-book.queries";
import { shopCountries } from "@/server/domain/order/shop-countries";
import { saveAddress } from "../actions";
import { addressFormState, addressValues } from "../form-state";

export const metadata: Metadata = { title: "New address" };

export default async function NewAddressPage() {
  const shopper = await accountGate("/account/addresses/new");
  const ctx = await visitorContext();
  const [countries, book, to] = await Promise.all([
    shopCountries(ctx),
    addressBook(ctx, shopper.customerId),
    rememberedDestination(),
  ]);
  const country = countries.some(({ code }) => code === to.country)
    ? to.country
    : (countries[0]?.code ?? "US");
  return (
    <>
      <PageHeader voice="shop" title="New address" />
      <AddressForm
        action={saveAddress}
        countries={countries}
        initial={addressFormState(addressValues({ name: shopper.name, country }))}
        isDefault={book.length === 0}
      />
    </>
  );
}

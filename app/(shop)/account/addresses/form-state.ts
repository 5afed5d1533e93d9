import type { AddressFormState } from "@/components/forms/address-form";
import { addressFields, regions } from "@/server/domain/customer/address";
import type { PostalAddress } from "@/server/ports/carrier";

/** The form for these values: the fields of their country, and no state that belongs to another. */
export function addressFormState(
  values: AddressFormState["values"],
  { faults = [], round = 0 }: Partial<Pick<AddressFormState, "faults" | "round">> = {},
): AddressFormState {
  const fields = addressFields(values.country);
  const known = regions[values.country] ?? null;
  const code = values.region.trim().toUpperCase();
  const region = known ? (code in known ? code : "") : fields.regionLabel ? values.region : "";
  return { values: { ...values, region }, fields, regions: known, faults, round };
}

export const addressValues = (
  address: Partial<PostalAddress>,
  asDefault = false,
): AddressFormState["values"] => ({
  name: address.name ?? "",
  country: address.country ?? "",
  line1: address.line1 ?? "",
  line2: address.line2 ?? "",
  city: address.city ?? "",
  region: address.region ?? "",
  postalCode: address.postalCode ?? "",
  asDefault: asDefault ? "on" : "",
});

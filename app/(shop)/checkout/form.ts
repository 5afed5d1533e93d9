import { type CheckoutValues, checkoutFields } from "@/components/forms/checkout-types";

/** What CreateOrder wants to hear, from what the form holds; one name serves for the buyer and the parcel. */
export const orderFrom = (
  values: CheckoutValues,
  lines: { sku: string; quantity: number }[],
  idempotencyKey: string,
) => ({
  idempotencyKey,
  customer: { email: values.email, name: values.name, phone: values.phone },
  lines,
  shippingAddress: {
    name: values.name,
    line1: values.line1,
    line2: values.line2,
    city: values.city,
    region: values.region,
    postalCode: values.postalCode,
    country: values.country,
  },
  shippingMethod: values.shippingMethod,
});

/** The form's field behind a path of the schema; the button where no field is at fault. */
export function placeOf(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  return checkoutFields.find((field) => field === last) ?? "place";
}

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

/** The first fault of each field, in the order of the form. */
export function oneEach<Fault extends { id: string }>(faults: readonly Fault[]): Fault[] {
  const place = ({ id }: Fault) => {
    const found = (checkoutFields as readonly string[]).indexOf(id);
    return found < 0 ? checkoutFields.length : found;
  };
  return faults
    .filter(({ id }, i) => faults.findIndex((other) => other.id === id) === i)
    .sort((a, b) => place(a) - place(b));
}

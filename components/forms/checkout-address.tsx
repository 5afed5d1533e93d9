import { AddressFields } from "./address-fields";
import type { CheckoutState } from "./checkout-types";

type Props = Pick<CheckoutState, "values" | "offer"> & {
  countries: readonly { code: string; name: string }[];
  errorOf: (id: string) => string | undefined;
};

export function CheckoutAddress({ values, offer, countries, errorOf }: Props) {
  return (
    <section aria-labelledby="address" className="grid gap-5">
      <h2 id="address" className="font-display text-2xl">
        Where does it go?
      </h2>
      <AddressFields {...offer} values={values} countries={countries} errorOf={errorOf} />
    </section>
  );
}

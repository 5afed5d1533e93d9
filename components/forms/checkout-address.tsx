import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { AddressFields } from "./address-fields";
import type { CheckoutAccount, CheckoutState } from "./checkout-types";

type Props = Pick<CheckoutState, "values" | "offer"> & {
  countries: readonly { code: string; name: string }[];
  errorOf: (id: string) => string | undefined;
  account: CheckoutAccount | null;
};

/** Where it goes: an address of the account with one press, or another one. */
export function CheckoutAddress({ values, offer, countries, errorOf, account }: Props) {
  return (
    <section aria-labelledby="address" className="grid gap-5">
      <h2 id="address" className="font-display text-2xl">
        Where does it go?
      </h2>
      {account && account.book.length > 1 && (
        <fieldset className="min-w-0">
          <legend className="mb-2 text-sm font-semibold">From your account</legend>
          <div className="flex flex-wrap gap-2">
            {account.book.map(({ id, label }) => (
              <Button
                key={id}
                type="submit"
                name="intent"
                value={`kept:${id}`}
                size="sm"
                className="max-w-full"
                aria-label={`Send it to ${label}`}
              >
                <span className="truncate">{label}</span>
              </Button>
            ))}
          </div>
        </fieldset>
      )}
      <AddressFields {...offer} values={values} countries={countries} errorOf={errorOf} />
      {account && (
        <Checkbox
          name="saveAddress"
          label="Keep this address in my account"
          defaultChecked={values.saveAddress === "on"}
        />
      )}
    </section>
  );
}

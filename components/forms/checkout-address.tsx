import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import type { CheckoutState } from "./checkout-types";

type Props = Pick<CheckoutState, "values" | "offer"> & {
  countries: readonly { code: string; name: string }[];
  errorOf: (id: string) => string | undefined;
};

/** The country comes first: it decides what the other fields are called and which there are. */
export function CheckoutAddress({ values, offer, countries, errorOf }: Props) {
  const { fields, regions } = offer;
  return (
    <section aria-labelledby="address" className="grid gap-5">
      <h2 id="address" className="font-display text-2xl">
        Where does it go?
      </h2>
      <div>
        <SelectField
          name="country"
          label="Country"
          autoComplete="country"
          defaultValue={values.country}
          error={errorOf("country")}
        >
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <noscript>
          <Button type="submit" name="intent" value="country" size="sm" className="mt-2">
            Use this country
          </Button>
        </noscript>
      </div>
      <TextField
        name="line1"
        label="Street and number"
        autoComplete="address-line1"
        maxLength={120}
        defaultValue={values.line1}
        error={errorOf("line1")}
      />
      <TextField
        name="line2"
        label="Flat, floor or company"
        optional
        autoComplete="address-line2"
        maxLength={120}
        defaultValue={values.line2}
        error={errorOf("line2")}
      />
      <TextField
        name="city"
        label="Town or city"
        autoComplete="address-level2"
        maxLength={80}
        defaultValue={values.city}
        error={errorOf("city")}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        {fields.regionLabel &&
          (regions ? (
            <SelectField
              key={values.country}
              name="region"
              label={fields.regionLabel}
              autoComplete="address-level1"
              optional={!fields.regionRequired}
              defaultValue={values.region}
              error={errorOf("region")}
            >
              <option value="">Choose…</option>
              {Object.entries(regions).map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </SelectField>
          ) : (
            <TextField
              key={values.country}
              name="region"
              label={fields.regionLabel}
              optional={!fields.regionRequired}
              autoComplete="address-level1"
              maxLength={60}
              defaultValue={values.region}
              error={errorOf("region")}
            />
          ))}
        <TextField
          name="postalCode"
          label={fields.postalCodeLabel}
          hint={fields.postalCodeExample ? `For example ${fields.postalCodeExample}` : undefined}
          autoComplete="postal-code"
          maxLength={16}
          defaultValue={values.postalCode}
          error={errorOf("postalCode")}
        />
      </div>
    </section>
  );
}

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import type { AddressFields as Fields } from "@/server/domain/customer/address";

export type AddressValues = Record<"country" | "line1" | "line2" | "city" | "region" | "postalCode", string>;

type Props = {
  values: AddressValues;
  /** How the chosen country writes its addresses. */
  fields: Fields;
  /** Code → name, where the country's addresses name one of a fixed list. */
  regions: Record<string, string> | null;
  countries: readonly { code: string; name: string }[];
  errorOf: (id: string) => string | undefined;
};

/** The country comes first: it decides what the other fields are called and which there are. */
export function AddressFields({ values, fields, regions, countries, errorOf }: Props) {
  return (
    <>
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
    </>
  );
}

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";

export type Country = { code: string; name: string };

type Props = { countries: readonly Country[]; country: string; postalCode: string };

/** A country, a postcode, and a button: where delivery days are shown for. */
export function DestinationFields({ countries, country, postalCode }: Props) {
  return (
    <div className="grid gap-3 sm:grid-cols-[1fr_9rem_auto] sm:items-end">
      <SelectField
        name="country"
        id="to-country"
        label="Country"
        size="md"
        defaultValue={country}
        autoComplete="country"
      >
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        name="postalCode"
        id="to-postcode"
        label="Postcode"
        optional
        size="md"
        defaultValue={postalCode}
        maxLength={16}
        autoComplete="postal-code"
      />
      <Button type="submit">Show</Button>
    </div>
  );
}

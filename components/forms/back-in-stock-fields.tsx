import { Mail } from "lucide-react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";

type Props = {
  /** What can be waited for; one needs no choice. */
  variants: readonly { sku: string; title: string }[];
  email?: string | undefined;
  fault?: string | undefined;
  pending: boolean;
};

/** What for, and to whom. */
export function BackInStockFields({ variants, email, fault, pending }: Props) {
  const [only] = variants;
  return (
    <>
      {variants.length > 1 ? (
        <SelectField id="back-in-stock-sku" name="sku" label="What are you waiting for?">
          {variants.map(({ sku, title }) => (
            <option key={sku} value={sku}>
              {title}
            </option>
          ))}
        </SelectField>
      ) : (
        <input type="hidden" name="sku" value={only?.sku ?? ""} />
      )}
      <TextField
        id="back-in-stock-email"
        name="email"
        type="email"
        label="E-mail"
        hint="For this one mail only."
        autoComplete="email"
        inputMode="email"
        defaultValue={email}
        error={fault}
      />
      <div>
        <Button type="submit" size="lg" pending={pending} icon={<Mail aria-hidden />}>
          Tell me when it is back
        </Button>
      </div>
    </>
  );
}

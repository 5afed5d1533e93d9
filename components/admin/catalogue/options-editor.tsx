import { Trash2 } from "lucide-react";
import type { MouseEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import type { TypedProduct } from "./product-form-input";

type Option = TypedProduct["options"][number];
type Props = {
  options: readonly Option[];
  errorOf: (id: string) => string | undefined;
  press: (event: MouseEvent<HTMLButtonElement>) => void;
  onChange: (place: number, change: Partial<Option>) => void;
};

/** What variants differ in, and the values there are. */
export function OptionsEditor({ options, errorOf, press, onChange }: Props) {
  return (
    <div className="grid max-w-3xl gap-3">
      {options.map(({ name, values }, place) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
          key={place}
          className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-start gap-3 sm:grid-cols-[12rem_minmax(0,1fr)_auto]"
        >
          <legend className="sr-only">Option {place + 1}</legend>
          <TextField
            name={`options.${place}.name`}
            label={`Option ${place + 1}`}
            value={name}
            onChange={(event) => onChange(place, { name: event.target.value })}
            placeholder={["Size", "Colour", "Material"][place]}
            error={errorOf(`options.${place}.name`)}
            maxLength={40}
            size="md"
            autoComplete="off"
          />
          <TextField
            name={`options.${place}.values`}
            label="Values, with commas between them"
            optional
            value={values}
            onChange={(event) => onChange(place, { values: event.target.value })}
            placeholder={["Small, Medium, Large", "Oat, Slate", "Oak, Ash"][place]}
            size="md"
            autoComplete="off"
            className="max-sm:col-span-2 max-sm:row-start-2"
          />
          <Button
            type="submit"
            name="intent"
            value={`drop-option:${place}`}
            look="quiet"
            square
            onClick={press}
            aria-label={`Remove ${name || `option ${place + 1}`}`}
            className="mt-[1.625rem]"
            icon={<Trash2 aria-hidden />}
          />
        </fieldset>
      ))}
    </div>
  );
}

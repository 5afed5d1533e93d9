import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import type { VariantProps } from "tailwind-variants";
import { describedBy, Field, type FieldFrame } from "./field";
import { controlStyle } from "./input";

export type SelectProps = Omit<ComponentProps<"select">, "size"> & VariantProps<typeof controlStyle>;

/** The browser's own list: autofill, type-ahead and the phone's wheel come with it. Children are `<option>`s. */
export function Select({ size, className, ...rest }: SelectProps) {
  return (
    <span className="relative block">
      <select {...rest} className={controlStyle({ size, class: ["appearance-none pe-9", className] })} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-muted"
      />
    </span>
  );
}

type FieldProps = FieldFrame & SelectProps & { name: string };

export function SelectField(props: FieldProps) {
  const { label, hint, error, optional, hideLabel, className, id = props.name, ...rest } = props;
  return (
    <Field {...{ id, label, hint, error, optional, hideLabel, className }}>
      <Select required={!optional} {...rest} {...describedBy(id, { hint, error })} />
    </Field>
  );
}

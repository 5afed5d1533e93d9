import type { ComponentProps } from "react";
import { tv, type VariantProps } from "tailwind-variants";
import { describedBy, Field, type FieldFrame } from "./field";

export const controlStyle = tv({
  base: [
    "block w-full rounded border border-line-strong bg-surface text-ink transition-colors",
    "hover:border-ink focus-visible:outline-offset-0",
    "aria-invalid:border-critical aria-invalid:bg-critical-soft/40",
    "disabled:cursor-not-allowed disabled:border-line disabled:bg-well disabled:text-muted",
    "read-only:not-[select]:border-line read-only:not-[select]:bg-well",
  ],
  variants: {
    // 16 px text on phones, or iOS zooms the page into the field.
    size: {
      sm: "min-h-8 px-2.5 text-base sm:text-sm",
      md: "min-h-10 px-3 text-base sm:text-sm",
      lg: "min-h-touch px-3.5 text-base",
    },
  },
  defaultVariants: { size: "lg" },
});

type Size = VariantProps<typeof controlStyle>;
export type InputProps = Omit<ComponentProps<"input">, "size"> & Size;

export function Input({ size, className, ...rest }: InputProps) {
  return <input {...rest} className={controlStyle({ size, class: className })} />;
}

type TextFieldProps = FieldFrame & InputProps & { name: string };

/** A labelled line of text. `id` defaults to the name; always give `autoComplete` where the browser knows the answer. */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, optional, hideLabel, className, id = props.name, ...rest } = props;
  return (
    <Field {...{ id, label, hint, error, optional, hideLabel, className }}>
      <Input required={!optional} {...rest} {...describedBy(id, { hint, error })} />
    </Field>
  );
}

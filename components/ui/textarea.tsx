import type { ComponentProps } from "react";
import { describedBy, Field, type FieldFrame } from "./field";
import { controlStyle } from "./input";

type Props = FieldFrame & ComponentProps<"textarea"> & { name: string };

/** Several lines; grows with what is typed where the browser can. */
export function TextareaField(props: Props) {
  const { label, hint, error, optional, hideLabel, className, id = props.name, rows = 4, ...rest } = props;
  return (
    <Field {...{ id, label, hint, error, optional, hideLabel, className }}>
      <textarea
        required={!optional}
        rows={rows}
        {...rest}
        {...describedBy(id, { hint, error })}
        className={controlStyle({ class: "field-sizing-content min-h-24 py-2.5" })}
      />
    </Field>
  );
}

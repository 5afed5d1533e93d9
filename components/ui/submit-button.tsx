"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

type Props = Omit<ButtonProps, "type" | "pending"> & {
  /** Words while the form is on its way: "Paying…". */
  pendingLabel?: string | undefined;
};

/** Submits its form once: a second press while it is on its way does nothing. Works without JavaScript too. */
export function SubmitButton({ pendingLabel, onClick, children, look = "primary", ...rest }: Props) {
  const { pending } = useFormStatus();
  return (
    <Button
      {...rest}
      type="submit"
      look={look}
      pending={pending}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    >
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  );
}

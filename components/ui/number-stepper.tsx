"use client";

import { Minus, Plus } from "lucide-react";
import { useRef, useSyncExternalStore } from "react";
import { describedBy, Field, type FieldFrame } from "./field";

type Props = FieldFrame & {
  name: string;
  id?: string | undefined;
  defaultValue?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
  /** Called with a whole number within min and max, on a press or when typing is done. */
  onChange?: ((value: number) => void) | undefined;
  size?: "md" | "lg" | undefined;
  /** The form it belongs to when it stands outside. */
  form?: string | undefined;
  className?: string | undefined;
};

const never = () => () => {};

/** A quantity. Without JavaScript it is a plain number input; with it, two buttons join. */
export function NumberStepper(props: Props) {
  const { label, hint, error, optional, hideLabel = true, name, id = name, className } = props;
  const { defaultValue = 1, min = 1, max = 999, onChange, size = "md", form } = props;
  const input = useRef<HTMLInputElement>(null);
  const live = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

  const settle = (wanted: number) => {
    const box = input.current;
    if (!box) return;
    const value = Math.min(max, Math.max(min, Math.round(Number.isFinite(wanted) ? wanted : min)));
    box.value = String(value);
    onChange?.(value);
  };
  const step = (by: number) => settle(Number(input.current?.value) + by);

  const target = size === "lg" ? "size-12" : "size-10";
  const button = `${target} grid place-items-center text-muted transition-colors hover:bg-well hover:text-ink`;

  return (
    <Field {...{ id, label, hint, error, optional, hideLabel, className }}>
      <span className="inline-flex overflow-hidden rounded border border-line-strong bg-surface focus-within:border-focus">
        {live && (
          <button type="button" aria-label="One less" className={button} onClick={() => step(-1)}>
            <Minus aria-hidden className="size-4" />
          </button>
        )}
        <input
          ref={input}
          {...describedBy(id, { hint, error })}
          {...{ name, form, min, max, defaultValue }}
          type="number"
          inputMode="numeric"
          step={1}
          required
          onBlur={(event) => settle(event.target.valueAsNumber)}
          className={`${size === "lg" ? "h-12" : "h-10"} w-14 bg-transparent text-center focus-visible:-outline-offset-2 ${
            live ? "[appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none" : ""
          }`}
        />
        {live && (
          <button type="button" aria-label="One more" className={button} onClick={() => step(1)}>
            <Plus aria-hidden className="size-4" />
          </button>
        )}
      </span>
    </Field>
  );
}

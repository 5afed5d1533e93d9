"use client";

import { type ReactNode, useActionState } from "react";
import type { ButtonProps } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/choice";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";

import type { FieldsState } from "./fields-state";

export type FormField = {
  name: string;
  label: string;
  type?: "text" | "email" | "password" | "tel" | "checkbox";
  autoComplete?: string;
  hint?: string;
  optional?: boolean;
  maxLength?: number;
};

type Props = {
  /** Sets the fields' ids apart from those of other forms on the page. */
  id: string;
  action: (state: FieldsState, form: FormData) => Promise<FieldsState>;
  fields: readonly FormField[];
  values?: Record<string, string>;
  /** Sent along unseen. */
  hidden?: Record<string, string>;
  submit: string;
  pendingLabel: string;
  look?: ButtonProps["look"];
  wide?: boolean;
  /** Takes the form's place when it is done. */
  afterwards?: ReactNode;
  /** Between the fields and the button. */
  children?: ReactNode;
};

/** A short form: with JavaScript it stays on the page, without it the server renders the same answer. */
export function FieldsForm(props: Props) {
  const { id, action, fields, values = {}, hidden = {}, submit, pendingLabel, look, wide } = props;
  const [state, send] = useActionState(action, { values, faults: [], round: 0 });
  const { faults, done, round, title } = state;
  const idOf = (name: string) => `${id}-${name}`;
  if (done && props.afterwards)
    return (
      <div className="grid gap-4">
        <Callout tone="positive" live="status">
          {done}
        </Callout>
        {props.afterwards}
      </div>
    );
  return (
    <form action={send} noValidate className="grid gap-5">
      <ErrorSummary
        key={`faults ${round}`}
        title={title}
        faults={faults.map((fault) => ({ ...fault, ...(fault.id ? { id: idOf(fault.id) } : {}) }))}
      />
      {done && (
        <Callout key={`done ${round}`} tone="positive" live="status">
          {done}
        </Callout>
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {/* React empties a form after its action; a new key keeps what was typed. */}
      <div key={`fields ${round}`} className="grid gap-5">
        {fields.map((field) => (
          <FieldOf
            key={field.name}
            id={idOf(field.name)}
            field={field}
            value={state.values[field.name] ?? ""}
            error={faults.find((fault) => fault.id === field.name)?.message}
          />
        ))}
      </div>
      {props.children}
      <SubmitButton
        size="lg"
        {...(look ? { look } : {})}
        wide={wide}
        className={wide ? undefined : "justify-self-start max-sm:w-full"}
        pendingLabel={pendingLabel}
      >
        {submit}
      </SubmitButton>
    </form>
  );
}

type FieldProps = { id: string; field: FormField; value: string; error: string | undefined };

function FieldOf({ id, field, value, error }: FieldProps) {
  const { name, label, type = "text", autoComplete, hint, optional, maxLength = 200 } = field;
  if (type === "checkbox")
    return <Checkbox id={id} name={name} label={label} hint={hint} defaultChecked={value === "on"} />;
  return (
    <TextField
      id={id}
      name={name}
      type={type}
      label={label}
      hint={hint}
      error={error}
      optional={optional}
      maxLength={maxLength}
      autoComplete={autoComplete}
      {...(type === "email" ? { inputMode: "email" as const } : {})}
      {...(type === "password" ? {} : { defaultValue: value })}
    />
  );
}

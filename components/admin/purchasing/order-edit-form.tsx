"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/textarea";
import { type FormAction, untouched } from "./form-state";
import { blankRows } from "./order-edit-input";

type Line = { id: string; sku: string; title: string; quantity: number; packSize: number };
type Offered = { sku: string; title: string; packSize: number };
type Props = {
  action: FormAction;
  number: string;
  note: string;
  lines: readonly Line[];
  offered: readonly Offered[];
};

const packs = (size: number): string => (size === 1 ? "Single units" : `In packs of ${size}`);

/** A draft's lines: quantities, what is taken off, what is added. Keeps what was typed when it is refused. */
export function OrderEditForm({ action, number, note, lines, offered }: Props) {
  const [state, submit] = useActionState(action, untouched);
  const { typed, faults } = state;
  const taken = new Set(lines.map((line) => line.sku));
  const free = offered.filter(({ sku }) => !taken.has(sku));
  return (
    <form key={JSON.stringify([state, lines])} action={submit} noValidate className="grid max-w-3xl gap-6">
      <input type="hidden" name="purchaseOrder" value={number} />
      <ErrorSummary faults={faults.map(({ message }) => ({ message }))} />
      {lines.length > 0 && (
        <fieldset className="min-w-0">
          <legend className="mb-2 font-semibold">Lines</legend>
          <ul className="border-t border-line">
            {lines.map((line) => (
              <li
                key={line.id}
                className="flex flex-wrap items-start gap-x-5 gap-y-2 border-b border-line py-3"
              >
                <p className="min-w-0 flex-1 basis-48 pt-1 leading-5">
                  {line.title}
                  <span className="block font-mono text-sm text-muted">{line.sku}</span>
                </p>
                <TextField
                  id={`quantity-${line.id}`}
                  name={`quantity-${line.id}`}
                  label={`Units of ${line.sku}`}
                  hideLabel
                  hint={packs(line.packSize)}
                  type="number"
                  inputMode="numeric"
                  min={1}
                  step={line.packSize}
                  size="md"
                  defaultValue={typed[`quantity-${line.id}`] ?? line.quantity}
                  className="w-32"
                />
                <Checkbox
                  name={`remove-${line.id}`}
                  value="yes"
                  label="Take off"
                  aria-label={`Take ${line.sku} off`}
                  defaultChecked={typed[`remove-${line.id}`] !== undefined}
                  className="mt-1"
                />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <fieldset className="min-w-0">
        <legend className="mb-2 font-semibold">Add lines</legend>
        <datalist id="offered">
          {free.map(({ sku, title }) => (
            <option key={sku} value={sku}>
              {title}
            </option>
          ))}
        </datalist>
        <div className="grid gap-3">
          {Array.from({ length: blankRows }, (_, row) => `${row}`).map((row) => (
            <div key={row} className="flex items-start gap-3">
              <TextField
                name={`sku-${row}`}
                label={`SKU of new line ${Number(row) + 1}`}
                hideLabel
                placeholder="SKU"
                list="offered"
                optional
                autoComplete="off"
                size="md"
                defaultValue={typed[`sku-${row}`]}
                className="min-w-0 flex-1"
              />
              <TextField
                name={`units-${row}`}
                label={`Units of new line ${Number(row) + 1}`}
                hideLabel
                placeholder="Units"
                type="number"
                inputMode="numeric"
                min={1}
                optional
                size="md"
                defaultValue={typed[`units-${row}`]}
                className="w-32"
              />
            </div>
          ))}
        </div>
        <p className="mt-1.5 text-sm text-muted">
          {offered.length === 0
            ? "This supplier sells us nothing yet. Add their items on the supplier’s page."
            : "What the supplier sells us. Quantities are rounded up to whole packs."}
        </p>
      </fieldset>
      <TextareaField
        name="note"
        label="Note to the supplier"
        optional
        rows={2}
        maxLength={1000}
        defaultValue={typed.note ?? note}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton size="lg" pendingLabel="Saving…">
          Save the draft
        </SubmitButton>
        <ButtonLink href={`/admin/purchasing/orders/${number}`} size="lg">
          Back to {number}
        </ButtonLink>
      </div>
    </form>
  );
}

"use client";

import { useActionState, useState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/textarea";
import { slugOf } from "@/server/domain/catalogue/product";

export type TypedCategory = {
  id: string;
  name: string;
  slug: string;
  description: string;
  shelfLifeMarginDays: string;
};
export type CategoryFormState = {
  typed: TypedCategory;
  faults: { id: string; message: string }[];
  round: number;
};

type Props = {
  initial: TypedCategory;
  action: (state: CategoryFormState, form: FormData) => Promise<CategoryFormState>;
};

/** A shelf of the shop: what it is called, and how fresh what stands on it has to be. */
export function CategoryForm({ initial, action }: Props) {
  const [state, send] = useActionState(action, { typed: initial, faults: [], round: 0 });
  return <Filled key={state.round} {...state} send={send} />;
}

function Filled({ typed, faults, send }: CategoryFormState & { send: (form: FormData) => void }) {
  const [name, setName] = useState(typed.name);
  const errorOf = (id: string) => faults.find((fault) => fault.id === id)?.message;
  return (
    <form action={send} noValidate className="grid max-w-form gap-5">
      <input type="hidden" name="id" value={typed.id} />
      <ErrorSummary faults={faults} title={faults.length > 0 ? "Not saved yet" : undefined} />
      <TextField
        name="name"
        label="Name"
        defaultValue={typed.name}
        onChange={(event) => setName(event.target.value)}
        error={errorOf("name")}
        maxLength={80}
        size="md"
        autoComplete="off"
      />
      <TextField
        name="slug"
        label="Address"
        optional={typed.id === ""}
        defaultValue={typed.slug}
        placeholder={slugOf(name)}
        hint={
          typed.id
            ? "Links to the old address stop narrowing the list."
            : "Made from the name when it is empty."
        }
        error={errorOf("slug")}
        maxLength={80}
        size="md"
        autoComplete="off"
        spellCheck={false}
        className="[&_input]:font-mono"
      />
      <TextareaField
        name="description"
        label="Description"
        optional
        hint="Stands above the list in the shop."
        defaultValue={typed.description}
        error={errorOf("description")}
        maxLength={500}
        rows={3}
      />
      <TextField
        name="shelfLifeMarginDays"
        label="Shelf-life margin, in days"
        hint="Lots that expire within so many days are not promised to shoppers, so that goods still keep when they arrive. 0: sold until their date."
        inputMode="numeric"
        defaultValue={typed.shelfLifeMarginDays}
        error={errorOf("shelfLifeMarginDays")}
        maxLength={4}
        size="md"
        autoComplete="off"
        className="max-w-72"
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton pendingLabel="Saving…">
          {typed.id ? "Save the category" : "Add the category"}
        </SubmitButton>
        <ButtonLink href="/admin/catalogue/categories" look="quiet">
          Back to the list
        </ButtonLink>
      </div>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { RadioCard } from "@/components/ui/choice";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FieldError } from "@/components/ui/field";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/textarea";
import type { Choice } from "@/server/domain/stock-count/count.schema";

export type NewCountState = {
  values: Record<string, string>;
  faults: { id?: string | undefined; message: string }[];
  round: number;
};

type Props = {
  action: (state: NewCountState, form: FormData) => Promise<NewCountState>;
  places: readonly { code: string; name: string }[];
  categories: readonly { slug: string; name: string }[];
};

const ways: readonly { by: Choice; label: string; hint: string }[] = [
  {
    by: "stale",
    label: "Not counted for long",
    hint: "Those nobody has counted for some days, oldest first.",
  },
  { by: "category", label: "A category", hint: "Every shelf of it." },
  { by: "skus", label: "Certain SKUs", hint: "Typed, scanned or pasted." },
  { by: "value", label: "The most valuable", hint: "Where the most money lies." },
  { by: "movers", label: "The fastest movers", hint: "What shipped most in the last 90 days." },
  { by: "random", label: "A random sample", hint: "A fair look at how good the books are." },
];

/** Chooses the shelves of a list. All of it works without scripts: what a choice needs stands right below it. */
export function NewCountForm({ action, places, categories }: Props) {
  const [state, send] = useActionState(action, {
    values: { by: "stale", days: "90", limit: "30" },
    faults: [],
    round: 0,
  });
  const { values, faults } = state;
  const errorOf = (id: string) => faults.find((fault) => fault.id === id)?.message;
  return (
    <form key={state.round} action={send} noValidate className="grid max-w-form gap-6">
      <ErrorSummary faults={faults} />
      <SelectField
        name="location"
        label="Place"
        defaultValue={values.location}
        error={errorOf("location")}
        size="md"
      >
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} · {name}
          </option>
        ))}
      </SelectField>
      <fieldset id="by" tabIndex={-1} className="group min-w-0">
        <legend className="mb-1.5 text-sm font-semibold">What to count</legend>
        <div className="grid gap-2">
          {ways.map(({ by, label, hint }) => (
            <div key={by} className="group/way">
              <RadioCard
                name="by"
                value={by}
                label={label}
                hint={hint}
                defaultChecked={(values.by ?? "stale") === by}
              />
              {(by === "category" || by === "skus" || by === "stale") && (
                <div className="ms-4 hidden border-s-2 border-line py-3 ps-4 group-has-[[name=by]:checked]/way:block">
                  {by === "category" && (
                    <SelectField
                      name="category"
                      label="Category"
                      defaultValue={values.category}
                      error={errorOf("category")}
                      size="md"
                    >
                      {categories.map(({ slug, name }) => (
                        <option key={slug} value={slug}>
                          {name}
                        </option>
                      ))}
                    </SelectField>
                  )}
                  {by === "skus" && (
                    <TextareaField
                      name="skus"
                      label="SKUs"
                      hint="One a line, or separated by spaces or commas."
                      rows={4}
                      spellCheck={false}
                      autoComplete="off"
                      defaultValue={values.skus}
                      error={errorOf("skus")}
                    />
                  )}
                  {by === "stale" && (
                    <TextField
                      name="days"
                      label="Not counted for this many days"
                      type="number"
                      inputMode="numeric"
                      min={1}
                      max={3650}
                      defaultValue={values.days ?? "90"}
                      error={errorOf("days")}
                      size="md"
                      className="max-w-40"
                    />
                  )}
                </div>
              )}
            </div>
          ))}
        </div>
        <FieldError id="by-error">{errorOf("by")}</FieldError>
        <div className="mt-4 group-has-[[name=by][value=category]:checked]:hidden group-has-[[name=by][value=skus]:checked]:hidden">
          <TextField
            name="limit"
            label="Shelves on the list, at most"
            type="number"
            inputMode="numeric"
            min={1}
            max={1000}
            defaultValue={values.limit ?? "30"}
            error={errorOf("limit")}
            size="md"
            className="max-w-60"
          />
        </div>
      </fieldset>
      <TextField
        name="name"
        label="Name"
        optional
        hint="Such as “Aisle 4” or “Friday”. Left empty, the list is named after what is on it."
        maxLength={80}
        autoComplete="off"
        defaultValue={values.name}
        error={errorOf("name")}
        size="md"
      />
      <div>
        <SubmitButton size="lg" pendingLabel="Making the list…">
          Make the list
        </SubmitButton>
      </div>
    </form>
  );
}

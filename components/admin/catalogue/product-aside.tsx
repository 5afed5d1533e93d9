"use client";

import { useState } from "react";
import { ChoiceGroup, RadioCard } from "@/components/ui/choice";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import type { Visibility } from "@/server/domain/catalogue/product";
import type { Store, TypedProduct } from "./product-form-input";

export type Choices = { categories: readonly { slug: string; name: string }[]; vendors: readonly string[] };

type Props = {
  typed: TypedProduct;
  errorOf: (id: string) => string | undefined;
  store: Store;
  choices: Choices;
};

export const taxWords = {
  standard: "Standard rate",
  food: "Food",
  books: "Books",
  clothing: "Clothing",
} as const;

/** Who can see it, where it stands, how it is taxed. */
export function ProductAside({ typed, errorOf, store, choices }: Props) {
  const [visibility, setVisibility] = useState<Visibility>(typed.visibility);
  const choice = (value: Visibility, label: string, hint: string) => (
    <RadioCard
      name="visibility"
      value={value}
      label={label}
      hint={hint}
      checked={visibility === value}
      onChange={() => setVisibility(value)}
    />
  );
  return (
    <div className="grid gap-5">
      <ChoiceGroup id="visibility" legend="Visibility">
        {choice("draft", "Draft", "Only staff see it.")}
        {choice("published", "In the shop", "As soon as it is saved.")}
        {choice("scheduled", "In the shop later", "By itself, from a date on.")}
        <div className={visibility === "scheduled" ? "" : "hidden noscript:block"}>
          <TextField
            name="from"
            label={`From (${store.timeZone.replaceAll("_", " ")})`}
            type="datetime-local"
            optional={visibility !== "scheduled"}
            defaultValue={typed.from}
            error={errorOf("from")}
            size="md"
          />
        </div>
      </ChoiceGroup>
      <SelectField
        name="category"
        label="Category"
        defaultValue={typed.category}
        error={errorOf("category")}
        size="md"
      >
        {choices.categories.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        name="taxCategory"
        label="Taxed as"
        defaultValue={typed.taxCategory}
        error={errorOf("taxCategory")}
        size="md"
      >
        {Object.entries(taxWords).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </SelectField>
      <TextField
        name="vendor"
        label="Vendor"
        optional
        defaultValue={typed.vendor}
        error={errorOf("vendor")}
        list="vendors"
        size="md"
        autoComplete="off"
      />
      <datalist id="vendors">
        {choices.vendors.map((vendor) => (
          <option key={vendor} value={vendor} />
        ))}
      </datalist>
      <TextField
        name="tags"
        label="Tags"
        optional
        defaultValue={typed.tags}
        hint="With commas between them."
        error={errorOf("tags")}
        size="md"
        autoComplete="off"
      />
    </div>
  );
}

"use client";

import { ListPlus, Plus } from "lucide-react";
import { type MouseEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Table, Tbody, Th, Thead, Tr } from "@/components/ui/table";
import { maxOptions, maxVariants } from "@/server/domain/catalogue/product";
import { OptionsEditor } from "./options-editor";
import { withIntent } from "./product-form-edits";
import type { Store, TypedProduct, TypedRow } from "./product-form-input";
import { RemovedRow, VariantRow } from "./variant-row";

type Props = {
  typed: TypedProduct;
  errorOf: (id: string) => string | undefined;
  store: Store;
  onChange: () => void;
};

/** What can be bought: one row a variant, and the options that tell them apart. */
export function VariantsEditor({ typed, errorOf, store, onChange }: Props) {
  const [draft, setDraft] = useState(typed);
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // The name and address are held elsewhere; suggestions of SKUs want them as they are now.
    const form = event.currentTarget.form;
    const value = (name: string) => (form?.elements.namedItem(name) as HTMLInputElement | null)?.value ?? "";
    const next = withIntent(
      { ...draft, title: value("title"), slug: value("slug") },
      event.currentTarget.value,
    );
    if (!next) return;
    event.preventDefault();
    setDraft(next);
    onChange();
  };
  const setRow = (place: number, change: Partial<TypedRow>) =>
    setDraft({ ...draft, rows: draft.rows.map((row, i) => (i === place ? { ...row, ...change } : row)) });
  const setOption = (place: number, change: Partial<TypedProduct["options"][number]>) =>
    setDraft({
      ...draft,
      options: draft.options.map((option, i) => (i === place ? { ...option, ...change } : option)),
    });
  const { options, rows } = draft;
  return (
    <div className="grid gap-4 pt-4">
      <input type="hidden" name="optionCount" value={options.length} />
      <input type="hidden" name="rowCount" value={rows.length} />
      {options.length > 0 && <OptionsEditor {...{ options, errorOf, press }} onChange={setOption} />}
      <div className="flex flex-wrap gap-2">
        {options.length < maxOptions && (
          <Button
            type="submit"
            name="intent"
            value="add-option"
            size="sm"
            onClick={press}
            icon={<Plus aria-hidden />}
          >
            {options.length === 0 ? "Sizes, colours… add an option" : "Add an option"}
          </Button>
        )}
        {options.length > 0 && (
          <Button
            type="submit"
            name="intent"
            value="combine"
            size="sm"
            onClick={press}
            icon={<ListPlus aria-hidden />}
          >
            Make every combination
          </Button>
        )}
      </div>
      <div className="sm:overflow-x-auto">
        <Table wide caption="Variants">
          <Thead>
            <Tr>
              {options.map(({ name }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
                <Th key={i}>{name || `Option ${i + 1}`}</Th>
              ))}
              <Th>SKU</Th>
              <Th>Price, {store.currency}</Th>
              <Th>Former price</Th>
              <Th>Weight, g</Th>
              <Th>Barcode</Th>
              <Th>In stock</Th>
              <Th>Archived</Th>
              <Th>
                <span className="sr-only">Order and removal</span>
              </Th>
            </Tr>
          </Thead>
          <Tbody>
            {rows.map((row, place) =>
              row.removed ? (
                <RemovedRow key={row.id} {...{ row, place, press }} columns={options.length + 8} />
              ) : (
                <VariantRow
                  key={row.id || `new ${place}`}
                  {...{ row, place, press, errorOf }}
                  names={options.map(({ name }, i) => name || `Option ${i + 1}`)}
                  last={place === rows.length - 1}
                  only={rows.length === 1}
                  onChange={(change) => setRow(place, change)}
                />
              ),
            )}
          </Tbody>
        </Table>
      </div>
      {rows.length < maxVariants && (
        <div>
          <Button
            type="submit"
            name="intent"
            value="add-row"
            size="sm"
            onClick={press}
            icon={<Plus aria-hidden />}
          >
            Add a variant
          </Button>
        </div>
      )}
    </div>
  );
}

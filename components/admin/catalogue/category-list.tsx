"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { startTransition, useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Link } from "@/components/ui/link";
import { SelectField } from "@/components/ui/select";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { CategoryRow } from "@/server/domain/catalogue/console.queries";

export type CategoriesState = { done?: string; refused?: string };

type Props = {
  rows: readonly CategoryRow[];
  action: (state: CategoriesState, form: FormData) => Promise<CategoriesState>;
};

/** The shop's shelves in their order. */
export function CategoryList({ rows, action }: Props) {
  const [state, act, pending] = useActionState(action, {});
  const [asking, ask] = useState<CategoryRow>();
  const [moveTo, setMoveTo] = useState("");
  const others = rows.filter(({ id }) => id !== asking?.id);
  const target = others.some(({ id }) => id === moveTo) ? moveTo : (others[0]?.id ?? "");
  const stuck = asking !== undefined && asking.products > 0 && others.length === 0;
  const confirmed = () => {
    if (!asking || stuck) return ask(undefined);
    const form = new FormData();
    form.set("id", asking.id);
    form.set("intent", "delete");
    if (asking.products > 0) form.set("moveTo", target);
    startTransition(() => act(form));
    ask(undefined);
  };
  return (
    <div className="grid gap-4">
      {state.refused && (
        <Callout tone="critical" live="alert">
          {state.refused}
        </Callout>
      )}
      <p role="status" className={state.done ? "text-sm text-positive" : "sr-only"}>
        {pending ? "" : state.done}
      </p>
      <Table caption="Categories">
        <Thead>
          <Tr>
            <Th>Category</Th>
            <Th numeric>Products</Th>
            <Th numeric>In the shop</Th>
            <Th numeric>Shelf-life margin</Th>
            <Th>
              <span className="sr-only">Order and removal</span>
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.map((row, place) => (
            <Tr key={row.id}>
              <Td className="text-start!">
                <span className="block min-w-0 py-1">
                  <Link
                    href={`/admin/catalogue/categories/${encodeURIComponent(row.slug)}`}
                    look="plain"
                    className="font-medium"
                  >
                    {row.name}
                  </Link>
                  <span className="block text-xs text-muted">{row.description || `/${row.slug}`}</span>
                </span>
              </Td>
              <Td label="Products" numeric>
                <Link href={`/admin/catalogue?category=${encodeURIComponent(row.slug)}`}>{row.products}</Link>
              </Td>
              <Td label="In the shop" numeric>
                {row.published}
              </Td>
              <Td label="Shelf-life margin" numeric>
                {row.shelfLifeMarginDays === 0 ? (
                  <span className="text-muted">none</span>
                ) : row.shelfLifeMarginDays === 1 ? (
                  "1 day"
                ) : (
                  `${row.shelfLifeMarginDays} days`
                )}
              </Td>
              <Td>
                <form action={act} className="flex justify-end max-sm:w-full">
                  <input type="hidden" name="id" value={row.id} />
                  <Button
                    {...{
                      type: "submit",
                      name: "intent",
                      value: "up",
                      look: "quiet",
                      size: "sm",
                      square: true,
                    }}
                    disabled={place === 0}
                    aria-label={`Move ${row.name} up`}
                    title={`Move ${row.name} up`}
                    icon={<ArrowUp aria-hidden />}
                  />
                  <Button
                    {...{
                      type: "submit",
                      name: "intent",
                      value: "down",
                      look: "quiet",
                      size: "sm",
                      square: true,
                    }}
                    disabled={place === rows.length - 1}
                    aria-label={`Move ${row.name} down`}
                    title={`Move ${row.name} down`}
                    icon={<ArrowDown aria-hidden />}
                  />
                  <Button
                    {...{
                      type: "submit",
                      name: "intent",
                      value: "delete",
                      look: "quiet",
                      size: "sm",
                      square: true,
                    }}
                    aria-label={`Delete ${row.name}`}
                    title={`Delete ${row.name}`}
                    onClick={(event) => {
                      event.preventDefault();
                      ask(row);
                    }}
                    icon={<Trash2 aria-hidden />}
                  />
                </form>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <ConfirmDialog
        open={asking !== undefined}
        onOpenChange={(open) => !open && ask(undefined)}
        title={`Delete ${asking?.name ?? "it"}?`}
        confirmLabel={
          stuck ? "All right" : asking && asking.products > 0 ? "Move and delete" : "Delete the category"
        }
        cancelLabel="Keep it"
        danger={!stuck}
        onConfirm={confirmed}
      >
        {asking &&
          (asking.products === 0 ? (
            <p>Nothing stands in it. Orders don't know categories, so none of them changes.</p>
          ) : stuck ? (
            <p>It is the only category, and products stand in it. Add another one first.</p>
          ) : (
            <div className="grid gap-4">
              <p>
                {asking.products === 1 ? "1 product stands" : `${asking.products} products stand`} in it and
                will be moved. Their shelf-life margin is then that of the other category.
              </p>
              <SelectField
                name="moveTo"
                label="Move the products to"
                value={target}
                onChange={(event) => setMoveTo(event.target.value)}
                size="md"
              >
                {others.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </SelectField>
            </div>
          ))}
      </ConfirmDialog>
    </div>
  );
}

"use client";

import { type FormEvent, type ReactNode, useActionState, useState } from "react";
import { Callout } from "@/components/ui/callout";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Panel } from "../panel";
import { type Choices, ProductAside } from "./product-aside";
import { ProductBody } from "./product-body";
import type { Difference } from "./product-form-differences";
import type { Fault, Store, TypedProduct } from "./product-form-input";
import { ProductName } from "./product-name";
import { SaveBar } from "./save-bar";
import { StaleNotice } from "./stale-notice";
import { VariantsEditor } from "./variants-editor";

export type ProductFormState = {
  typed: TypedProduct;
  faults: Fault[];
  /** Somebody else has saved meanwhile: what differs, and the version that would be written over. */
  stale?: { differences: Difference[]; version: string } | undefined;
  /** How often the form was sent: each answer takes the place of what was there. */
  round: number;
};

type Props = {
  initial: TypedProduct;
  store: Store;
  choices: Choices;
  /** The product's pictures, which have forms of their own. */
  action: (state: ProductFormState, form: FormData) => Promise<ProductFormState>;
  preview: (markdown: string) => Promise<ReactNode>;
};

/** A product with its variants as one form with one save. Works without scripts; with them rows come and go in place. */
export function ProductForm({ initial, store, choices, action, preview }: Props) {
  const [state, send] = useActionState(action, { typed: initial, faults: [], round: 0 });
  return <Filled key={state.round} {...{ state, send, store, choices, preview }} />;
}

type FilledProps = Omit<Props, "initial" | "action"> & {
  state: ProductFormState;
  send: (form: FormData) => void;
};

function Filled({ state, send, store, choices, preview }: FilledProps) {
  const { typed, faults, stale } = state;
  const [changed, setChanged] = useState(state.round > 0);
  const errorOf = (id: string) => faults.find((fault) => fault.id === id)?.message;
  const note = (event: FormEvent) => {
    if (event.isTrusted) setChanged(true);
  };
  return (
    <form action={send} noValidate onChange={note} className="grid gap-6">
      {/* Enter in a field saves; without this it would press the first button, which moves a row. */}
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden className="hidden" />
      <input type="hidden" name="id" value={typed.id} />
      <input type="hidden" name="version" value={typed.version} />
      <input type="hidden" name="since" value={typed.since} />
      {stale && <StaleNotice {...stale} />}
      <ErrorSummary
        faults={faults.map(({ id, message }) => ({ id, message: sentence(id, message) }))}
        title={faults.length > 0 ? "Not saved yet" : undefined}
      />
      <div className="grid items-start gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-5">
          <ProductName typed={typed} errorOf={errorOf} />
          <ProductBody text={typed.body} error={errorOf("body")} preview={preview} />
        </div>
        <ProductAside {...{ typed, errorOf, store, choices }} />
      </div>
      <Panel title="Variants" id="variants">
        <VariantsEditor {...{ typed, errorOf, store }} onChange={() => setChanged(true)} />
      </Panel>
      {typed.id === "" && (
        <Callout tone="neutral">
          Pictures are put in once the product is saved. Stock comes with its first delivery.
        </Callout>
      )}
      <SaveBar changed={changed} isNew={typed.id === ""} overwrites={stale !== undefined} />
    </form>
  );
}

/** Says which row a fault is in, for the list at the top; beside the cell that is plain. */
function sentence(id: string, message: string): string {
  const row = /^variants\.(\d+)\./.exec(id)?.[1];
  return row === undefined ? message : `Variant ${Number(row) + 1}: ${message}`;
}

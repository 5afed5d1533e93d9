"use client";

import { type MouseEvent, startTransition, useActionState, useState } from "react";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Panel } from "../panel";
import { PictureCard, type ShownPicture } from "./picture-card";
import { PictureUpload } from "./picture-upload";

export type PicturesState = { picture?: string; done?: string; refused?: string };

type Props = {
  product: { id: string; slug: string };
  pictures: readonly ShownPicture[];
  variants: readonly { sku: string; title: string }[];
  action: (state: PicturesState, form: FormData) => Promise<PicturesState>;
  /** What came of an upload without scripts. */
  upload: { added?: string | undefined; notAdded?: string | undefined };
};

/** A product's pictures: put in, ordered, described, taken out. Every change is saved at once. */
export function PicturesPanel({ product, pictures, variants, action, upload }: Props) {
  const [state, act, pending] = useActionState(action, {});
  const [asking, ask] = useState<string>();
  const remove = (event: MouseEvent<HTMLButtonElement>, picture: string) => {
    event.preventDefault();
    ask(picture);
  };
  const confirmed = () => {
    const form = new FormData();
    for (const [name, value] of [
      ["product", product.id],
      ["picture", asking ?? ""],
      ["intent", "remove"],
    ] as const)
      form.set(name, value);
    startTransition(() => act(form));
    ask(undefined);
  };
  return (
    <Panel title="Pictures" id="pictures" aside="Each change is saved at once">
      <div className="grid gap-5 pt-4">
        <PictureUpload product={product} {...upload} />
        {state.refused && (
          <Callout tone="critical" live="alert">
            {state.refused}
          </Callout>
        )}
        <p role="status" className={state.done ? "text-sm text-positive" : "sr-only"}>
          {pending ? "" : state.done}
        </p>
        {pictures.length > 0 && (
          <ol className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
            {pictures.map((picture, place) => (
              <li key={picture.id}>
                <PictureCard
                  key={`${picture.src} ${picture.alt} ${picture.sku}`}
                  {...{ product, picture, variants, act, place, pending }}
                  last={place === pictures.length - 1}
                  onRemove={(event) => remove(event, picture.id)}
                />
              </li>
            ))}
          </ol>
        )}
      </div>
      <ConfirmDialog
        open={asking !== undefined}
        onOpenChange={(open) => !open && ask(undefined)}
        title="Remove this picture?"
        confirmLabel="Remove it"
        cancelLabel="Keep it"
        onConfirm={confirmed}
      >
        It leaves the shop at once. Orders that were placed with it go on showing it. To have it back, upload
        it again.
      </ConfirmDialog>
    </Panel>
  );
}

"use client";

import { ImagePlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { maxPictureBytes } from "@/server/domain/catalogue/picture";
import { useAwake } from "../use-awake";

type Props = {
  product: { id: string; slug: string };
  added?: string | undefined;
  notAdded?: string | undefined;
};

const megabytes = maxPictureBytes / 1024 / 1024;

/** Takes pictures that are dropped or chosen, one after another; a plain form when there are no scripts. */
export function PictureUpload({ product, added, notAdded }: Props) {
  const awake = useAwake();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [progress, setProgress] = useState<{ done: number; of: number }>();
  const [result, setResult] = useState<{ added: number; refused: string[] }>();
  const action = `/admin/catalogue/${encodeURIComponent(product.slug)}/pictures`;

  async function send(files: readonly File[]) {
    if (files.length === 0 || progress) return;
    const came = { added: 0, refused: [] as string[] };
    for (const [done, file] of files.entries()) {
      setProgress({ done, of: files.length });
      const one = await sendOne(action, product.id, file);
      came.added += one.added;
      came.refused.push(...one.refused);
    }
    setProgress(undefined);
    setResult(came);
    if (input.current) input.current.value = "";
    router.refresh();
  }
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send([...(input.current?.files ?? [])]);
  };
  const shown = result ?? {
    added: Number(added ?? 0) || 0,
    refused: notAdded ? [notAdded.slice(0, 500)] : [],
  };
  return (
    <div className="grid gap-3">
      <form
        action={action}
        method="post"
        encType="multipart/form-data"
        onSubmit={submit}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex flex-wrap items-center gap-x-4 gap-y-3 rounded border border-dashed px-4 py-4 transition-colors ${
          over ? "border-accent bg-accent-soft" : "border-line-strong"
        }`}
      >
        <input type="hidden" name="product" value={product.id} />
        <ImagePlus aria-hidden className="size-6 text-muted max-sm:hidden" />
        <label htmlFor="picture-files" className="min-w-0 flex-1 basis-60">
          <span className="block font-semibold">Add pictures</span>
          <span className="block text-sm text-muted">
            Drop them here or choose files: PNG, JPEG, WebP, AVIF or GIF, up to {megabytes} MB each.
          </span>
        </label>
        <input
          ref={input}
          id="picture-files"
          type="file"
          name="pictures"
          multiple
          accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
          onChange={(event) => void send([...(event.target.files ?? [])])}
          className="max-w-full text-sm file:me-3 file:min-h-10 file:rounded file:border file:border-solid file:border-line-strong file:bg-surface file:px-4 file:font-semibold hover:file:bg-well"
        />
        {!awake && <Button type="submit">Upload</Button>}
      </form>
      <div aria-live="polite" className="grid gap-3 empty:hidden">
        {progress && (
          <Callout tone="info">
            Uploading picture {progress.done + 1} of {progress.of}…
          </Callout>
        )}
        {!progress && shown.refused.length > 0 && (
          <Callout
            tone="critical"
            title={shown.refused.length === 1 ? "One was not added" : "Some were not added"}
          >
            <ul>
              {[...new Set(shown.refused)].map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          </Callout>
        )}
        {!progress && shown.added > 0 && (
          <Callout tone="positive">
            {shown.added === 1 ? "1 picture was added." : `${shown.added} pictures were added.`}
          </Callout>
        )}
      </div>
    </div>
  );
}

async function sendOne(
  action: string,
  product: string,
  file: File,
): Promise<{ added: number; refused: string[] }> {
  // Told here, before megabytes travel.
  if (file.size > maxPictureBytes)
    return {
      added: 0,
      refused: [
        `${file.name} has ${(file.size / 1024 / 1024).toFixed(1)} MB. A picture may have up to ${megabytes} MB.`,
      ],
    };
  const body = new FormData();
  body.set("product", product);
  body.set("pictures", file);
  try {
    const response = await fetch(action, { method: "POST", headers: { accept: "application/json" }, body });
    return (await response.json()) as { added: number; refused: string[] };
  } catch {
    return { added: 0, refused: [`${file.name} didn't reach us. Check your connection and try again.`] };
  }
}

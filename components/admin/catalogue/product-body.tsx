"use client";

import { type ReactNode, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { TextareaField } from "@/components/ui/textarea";
import { useAwake } from "../use-awake";

type Props = {
  text: string;
  error: string | undefined;
  preview: (markdown: string) => Promise<ReactNode>;
};

/** The description in Markdown; the preview is drawn by the server as the shop will. */
export function ProductBody({ text, error, preview }: Props) {
  const awake = useAwake();
  const box = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<ReactNode>(null);
  const [pending, start] = useTransition();
  const draw = () =>
    start(async () => {
      const typed = box.current?.querySelector("textarea")?.value ?? "";
      setDrawn(await preview(typed));
    });
  return (
    <div ref={box}>
      <TextareaField
        name="body"
        label="Description"
        optional
        defaultValue={text}
        hint="Markdown: a blank line parts paragraphs, - starts a point, ## a heading, **bold**, [words](https://…)."
        error={error}
        rows={8}
      />
      {awake && (
        <div className="mt-2 flex gap-2">
          <Button size="sm" pending={pending} onClick={draw}>
            {drawn ? "Draw again" : "Preview"}
          </Button>
          {drawn && (
            <Button size="sm" look="quiet" onClick={() => setDrawn(null)}>
              Close
            </Button>
          )}
        </div>
      )}
      {drawn && (
        <section aria-label="Preview" className="mt-3 rounded border bg-surface p-4">
          {drawn}
        </section>
      )}
    </div>
  );
}

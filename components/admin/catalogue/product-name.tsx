"use client";

import { useState } from "react";
import { TextField } from "@/components/ui/input";
import { slugOf } from "@/server/domain/catalogue/product";
import type { TypedProduct } from "./product-form-input";

type Props = { typed: TypedProduct; errorOf: (id: string) => string | undefined };

/** Title, address and summary. The address follows the title until somebody types one. */
export function ProductName({ typed, errorOf }: Props) {
  const [title, setTitle] = useState(typed.title);
  const [slug, setSlug] = useState(typed.slug);
  const saved = typed.id !== "";
  const follows = !saved && slug === "";
  const moved = saved && slug !== typed.slug;
  return (
    <>
      <TextField
        name="title"
        label="Title"
        defaultValue={typed.title}
        onChange={(event) => setTitle(event.target.value)}
        error={errorOf("title")}
        maxLength={200}
        size="md"
        autoComplete="off"
      />
      <TextField
        name="slug"
        label="Address"
        optional={!saved}
        defaultValue={typed.slug}
        onChange={(event) => setSlug(event.target.value)}
        placeholder={follows ? slugOf(title) : undefined}
        hint={
          moved ? (
            <span className="font-medium text-warning">
              Links to /products/{typed.slug} will lead nowhere once this is saved.
            </span>
          ) : (
            <>Shoppers find it at /products/{slug || slugOf(title) || "…"}</>
          )
        }
        error={errorOf("slug")}
        maxLength={80}
        size="md"
        autoComplete="off"
        spellCheck={false}
        className="font-mono [&_label]:font-sans [&_p]:font-sans"
      />
      <TextField
        name="summary"
        label="Summary"
        optional
        defaultValue={typed.summary}
        hint="One sentence, in lists and for search engines."
        error={errorOf("summary")}
        maxLength={300}
        size="md"
        autoComplete="off"
      />
    </>
  );
}

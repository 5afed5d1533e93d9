"use client";

import { useState } from "react";
import type { FilePreview, Imported } from "@/server/domain/stock-count/count.queries";

type Source = { name: string; csv: string };
export type ImportState =
  | { at: "choose" }
  | { at: "preview"; source: Source; preview: FilePreview }
  | { at: "done"; result: Imported };

const address = "/admin/inventory/counts/import";
/** The server has the same limit; told here it spares the upload. */
const largestFile = 8 * 1024 * 1024;

type Answer<T> = { ok: true; value: T } | { ok: false; message: string; moved: boolean };

async function ask<T>(step: "preview" | "confirm", body: string, type: string): Promise<Answer<T>> {
  try {
    const response = await fetch(`${address}/${step}`, {
      method: "POST",
      body,
      headers: { "content-type": type },
    });
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, value: answer as T };
    const { message } = answer as { message: string };
    return { ok: false, message, moved: response.status === 409 };
  } catch {
    return {
      ok: false,
      message: "The server can't be reached. Nothing was imported; please try again.",
      moved: false,
    };
  }
}

/** From a chosen file to booked counts. The file stays in this page until it is imported; the server keeps none of it. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ at: "choose" });
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);

  const look = async (source: Source, keep?: string) => {
    const answer = await ask<FilePreview>("preview", source.csv, "text/csv");
    if (answer.ok) setState({ at: "preview", source, preview: answer.value });
    setFault(answer.ok ? keep : answer.message);
  };
  const during = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setFault(undefined);
    await work();
    setBusy(false);
  };

  const check = (file: File | null, pasted: string) =>
    during(async () => {
      if (file && file.size > largestFile)
        return setFault("A file may have 50,000 rows and 8 MB at most. Split it by place, or by SKU.");
      const csv = file ? await textOf(file) : pasted;
      if (csv === null) return setFault("This is no UTF-8 text. Save it as “CSV UTF-8” and try again.");
      if (csv.trim() === "") return setFault("Choose a file or paste some rows.");
      await look({ name: file?.name ?? "Pasted rows", csv });
    });

  const confirm = (again: boolean) =>
    during(async () => {
      if (state.at !== "preview") return;
      const { source, preview } = state;
      const body = JSON.stringify({ csv: source.csv, seen: preview.seen, again });
      const answer = await ask<Imported>("confirm", body, "application/json");
      if (answer.ok) return setState({ at: "done", result: answer.value });
      // Stock has moved: the new figures come with the reason.
      if (answer.moved) await look(source, answer.message);
      else setFault(answer.message);
    });

  const restart = () => {
    setFault(undefined);
    setState({ at: "choose" });
  };
  return { state, fault, busy, check, confirm, restart };
}

/** The file as text; null when it is no UTF-8. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

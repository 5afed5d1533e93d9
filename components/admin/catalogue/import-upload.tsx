"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";

type Progress = { part: number } | null;

/** Chooses a product file and sends it. A real form; with scripts it shows how far it has come. */
export function ImportUpload({ refused }: { refused?: string | undefined }) {
  const router = useRouter();
  const [fault, setFault] = useState(refused);
  const [progress, setProgress] = useState<Progress>(null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (progress) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const file = data.get("file");
    if (!(file instanceof File) || file.name === "") return setFault("Choose a file first.");
    setFault(undefined);
    setProgress({ part: 0 });
    const request = new XMLHttpRequest();
    const fail = (message: string) => {
      setProgress(null);
      setFault(message);
    };
    request.upload.onprogress = ({ loaded, total }) => setProgress({ part: total > 0 ? loaded / total : 0 });
    request.onerror = () => fail("The file did not reach us. Check your connection and try again.");
    request.onload = () => {
      const answer = read(request.responseText);
      if (answer.href) router.push(answer.href);
      else fail(answer.message ?? "The file could not be taken. Try again.");
    };
    request.open("POST", form.action);
    request.setRequestHeader("accept", "application/json");
    request.send(data);
  };

  const percent = progress ? Math.round(progress.part * 100) : 0;
  return (
    <form
      action="/admin/catalogue/import/upload"
      method="post"
      encType="multipart/form-data"
      onSubmit={submit}
      className="grid gap-4"
    >
      <div>
        <label htmlFor="file" className="mb-1.5 block text-sm font-semibold">
          Product file (CSV)
        </label>
        <input
          id="file"
          name="file"
          type="file"
          accept=".csv,text/csv"
          aria-describedby={fault ? "file-description file-error" : "file-description"}
          aria-invalid={fault ? true : undefined}
          className="block w-full rounded border border-dashed border-line-strong bg-surface px-4 py-6 text-sm file:me-4 file:rounded file:border file:border-line-strong file:bg-well file:px-3 file:py-2 file:font-semibold hover:border-ink aria-invalid:border-critical"
        />
        <p id="file-description" className="mt-1.5 text-sm text-muted">
          Choose it, or drop it here. Nothing is written before you have seen what would change.
        </p>
        <FieldError id="file-error">{fault}</FieldError>
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Button
          type="submit"
          look="primary"
          size="lg"
          pending={progress !== null}
          icon={<FileUp aria-hidden />}
        >
          Read the file
        </Button>
        <p role="status" className="tabular text-sm text-muted">
          {progress && (percent < 100 ? `Sending: ${percent} %` : "Reading it against the catalogue…")}
        </p>
      </div>
    </form>
  );
}

function read(text: string): { href?: string; message?: string } {
  try {
    return JSON.parse(text) as { href?: string; message?: string };
  } catch {
    return {};
  }
}

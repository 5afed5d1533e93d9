"use client";

import { Camera } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeInput, useCodeBox } from "../code-input";
import { CameraScan } from "./camera-scan";

type Props = {
  /** What is to be scanned now: "Scan shelf A-02". */
  label: string;
  placeholder: string;
  awake: boolean;
  /** The last scan was refused: said in words beside it, and by the edge of the box. */
  wrong: boolean;
  onRead: (text: string) => void;
  /** Keys, for who has a keyboard. */
  hint?: ReactNode;
};

/** Takes what a scanner types, ended by Enter, what a person types, or what the camera reads. */
export function ScanBox({ label, placeholder, awake, wrong, onRead, hint }: Props) {
  const box = useCodeBox(awake);
  const [camera, setCamera] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = box.current;
    const text = input?.value.trim();
    // Free for the next scan at once.
    if (input) input.value = "";
    input?.focus();
    if (text) onRead(text);
  };

  return (
    <div className="grid gap-2">
      <form onSubmit={submit}>
        <label htmlFor="code" className="mb-1.5 block text-sm font-semibold">
          {label}
        </label>
        <div className="flex gap-2">
          <div className="min-w-0 flex-1">
            <CodeInput
              box={box}
              id="code"
              name="code"
              placeholder={placeholder}
              aria-invalid={wrong || undefined}
              className="h-16 text-lg"
            />
          </div>
          <Button
            className="size-16"
            square
            size="lg"
            aria-label={camera ? "Close the camera" : "Scan with the camera"}
            aria-expanded={camera}
            icon={<Camera aria-hidden />}
            onClick={() => setCamera(!camera)}
          />
        </div>
        {/* Enter submits a form by its button; a scanner ends with Enter. */}
        <button type="submit" className="sr-only" tabIndex={-1}>
          Count it
        </button>
      </form>
      {hint && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted max-sm:hidden">{hint}</p>
      )}
      {camera && <CameraScan onRead={onRead} onClose={() => setCamera(false)} />}
    </div>
  );
}

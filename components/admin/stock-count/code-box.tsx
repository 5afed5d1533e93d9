"use client";

import type { FormEvent } from "react";
import { buttonStyle } from "@/components/ui/button";
import { CodeInput, useCodeBox } from "../code-input";

type Props = { label: string; awake: boolean; onCode: (code: string) => void };

/** Takes what a scanner types, ended by Enter, or what a person types. */
export function CodeBox({ label, awake, onCode }: Props) {
  const box = useCodeBox(awake);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = box.current;
    const code = input?.value.trim();
    if (!input || !code) return;
    onCode(code);
    input.value = "";
    input.focus();
  };

  return (
    <form onSubmit={submit} className="grid gap-2">
      <label htmlFor="code" className="text-sm font-semibold">
        {label}
      </label>
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <CodeInput box={box} id="code" name="code" className="h-16 text-lg" />
        </div>
        <button type="submit" className={buttonStyle({ size: "lg", class: "h-16 px-4" })}>
          Find
        </button>
      </div>
    </form>
  );
}

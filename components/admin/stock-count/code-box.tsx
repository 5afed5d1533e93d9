"use client";

import { ScanLine } from "lucide-react";
import { type FormEvent, useEffect, useRef } from "react";
import { buttonStyle } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type Props = { label: string; awake: boolean; onCode: (code: string) => void };

/**
 * Takes what a scanner types, ended by Enter, or what a person types. The box keeps the focus, and catches a scan that
 * began while nothing was focused.
 */
export function CodeBox({ label, awake, onCode }: Props) {
  const box = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!awake) return;
    box.current?.focus();
    const catchScan = (event: KeyboardEvent) => {
      if (event.key.length === 1 && document.activeElement === document.body) box.current?.focus();
    };
    addEventListener("keydown", catchScan);
    return () => removeEventListener("keydown", catchScan);
  }, [awake]);

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
        <span className="relative block min-w-0 flex-1">
          <ScanLine
            aria-hidden
            className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-5 text-muted"
          />
          <Input
            ref={box}
            id="code"
            name="code"
            placeholder="Barcode or SKU"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            enterKeyHint="go"
            className="h-16 ps-11 text-lg"
          />
        </span>
        <button type="submit" className={buttonStyle({ size: "lg", class: "h-16 px-4" })}>
          Find
        </button>
      </div>
    </form>
  );
}

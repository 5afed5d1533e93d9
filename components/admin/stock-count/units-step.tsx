"use client";

import { type FormEvent, useEffect, useRef } from "react";
import { actorWords } from "@/components/admin/status-words";
import { Button, buttonStyle } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { SheetLine } from "@/server/domain/stock-count/count.queries";
import { LineName } from "./line-name";

type Props = {
  line: SheetLine;
  pending: boolean;
  onUnits: (typed: string) => void;
  onBack: () => void;
};

/** How many stand here? The shelf, one box for the number, Enter. */
export function UnitsStep({ line, pending, onUnits, onBack }: Props) {
  const box = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another shelf is another question
  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, [line.id]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = box.current?.value.trim() ?? "";
    onUnits(typed);
    box.current?.select();
  };
  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid gap-4 rounded-lg border border-line-strong bg-surface p-4"
    >
      <LineName line={line} large />
      {line.status === "to_approve" && line.countedBy && (
        <p className="text-sm text-muted">
          {actorWords(line.countedBy)} counted {line.counted}. Saving again replaces it.
        </p>
      )}
      {line.again && <p className="text-sm text-muted">A manager asked for this one to be counted again.</p>}
      <div>
        <label htmlFor="units" className="mb-1.5 block text-sm font-semibold">
          Units on the shelf
        </label>
        <Input
          ref={box}
          id="units"
          name="units"
          inputMode="numeric"
          autoComplete="off"
          enterKeyHint="done"
          aria-describedby="units-description"
          className="h-16 text-center text-2xl font-semibold"
        />
        <p id="units-description" className="mt-1.5 text-sm text-muted">
          All of them, also those that are held for orders or are packed but not shipped.
        </p>
      </div>
      <div className="flex gap-2">
        <Button look="quiet" size="lg" onClick={onBack}>
          Back
        </Button>
        <button
          type="submit"
          aria-disabled={pending || undefined}
          className={buttonStyle({ look: "primary", size: "lg", class: "flex-1" })}
        >
          Save the count
        </button>
      </div>
    </form>
  );
}

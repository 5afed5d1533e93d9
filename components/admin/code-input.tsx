"use client";

import { ScanLine } from "lucide-react";
import { type ComponentProps, type RefObject, useEffect, useRef } from "react";
import { Input } from "@/components/ui/input";

/**
 * A box for what a scanner types. Once the page listens it has the focus, unless something else has to be read first, and it
 * catches a scan that begins while nothing has.
 */
export function useCodeBox(awake: boolean, { focus = true } = {}): RefObject<HTMLInputElement | null> {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!awake) return;
    if (focus) box.current?.focus();
    const catchScan = (event: KeyboardEvent) => {
      if (event.key.length === 1 && document.activeElement === document.body) box.current?.focus();
    };
    addEventListener("keydown", catchScan);
    return () => removeEventListener("keydown", catchScan);
  }, [awake, focus]);
  return box;
}

type Props = ComponentProps<typeof Input> & { box: RefObject<HTMLInputElement | null> };

/** The field itself: no suggestions, no spelling, capitals on a phone's keyboard. */
export function CodeInput({ box, className, ...rest }: Props) {
  return (
    <span className="relative block">
      <ScanLine
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-5 text-muted"
      />
      <Input
        ref={box}
        placeholder="Barcode or SKU"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        enterKeyHint="go"
        {...rest}
        className={`ps-11 ${className ?? ""}`}
      />
    </span>
  );
}

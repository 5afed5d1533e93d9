"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";

/** Keys of a scanner come faster than a hand's. */
const scannerMs = 120;

/**
 * Keeps the keyboard at the work: each new step has its first field or its one button focused, so that Enter goes on. A
 * scan that is made while a button has the focus ends with Enter, too; it must not press the button.
 */
export function useStepFocus(step: string, awake: boolean, onStrayScan: () => void) {
  const area = useRef<HTMLFieldSetElement>(null);
  const lastKey = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is the reason to look for its field
  useEffect(() => {
    if (!awake) return;
    const here = area.current;
    const first =
      here?.querySelector<HTMLElement>("[data-primary]") ??
      here?.querySelector<HTMLElement>("input:not([type=hidden])") ??
      here?.querySelector<HTMLElement>("button, a");
    first?.focus({ preventScroll: true });
  }, [step, awake]);

  const onKeyDownCapture = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (target.tagName !== "BUTTON" && target.tagName !== "A") return;
    if (event.key.length === 1 && event.key !== " ") lastKey.current = event.timeStamp;
    else if (event.key === "Enter" && event.timeStamp - lastKey.current < scannerMs) {
      event.preventDefault();
      onStrayScan();
    }
  };
  return { ref: area, onKeyDownCapture };
}

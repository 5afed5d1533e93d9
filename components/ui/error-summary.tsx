"use client";

import { type MouseEvent, useEffect, useRef } from "react";

export type FieldFault = {
  /** The control's id; absent when no single field is at fault. */ id?: string | undefined;
  message: string;
};

/** All that stops a form, at its top, focused when it appears; every line leads to its field. */
export function ErrorSummary({
  faults,
  title,
}: {
  faults: readonly FieldFault[];
  title?: string | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const shown = faults.map((fault) => fault.message).join("\n");

  // Focused again when the faults change: a second press of the button must be heard too.
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown]);

  if (faults.length === 0) return null;
  const heading =
    title ?? (faults.length === 1 ? "One thing needs your help" : `${faults.length} things need your help`);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded border border-critical-line border-s-4 border-s-critical bg-critical-soft px-4 py-3"
    >
      <p className="font-semibold">{heading}</p>
      <ul className="mt-1 grid gap-1 text-sm">
        {faults.map(({ id, message }) => (
          <li key={`${id} ${message}`}>
            {id ? (
              <a
                href={`#${id}`}
                className="text-critical underline underline-offset-4"
                onClick={(event) => focusField(event, id)}
              >
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusField(event: MouseEvent<HTMLAnchorElement>, id: string) {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
}

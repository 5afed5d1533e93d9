"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

type Props = {
  /** What it explains; a button or link with its own accessible name. */
  children: ReactElement;
  text: ReactNode;
  side?: "top" | "bottom" | "left" | "right" | undefined;
};

/** A few words on hover or focus. Never the only place of something needed: touch has no hover. */
export function Tooltip({ children, text, side = "top" }: Props) {
  return (
    <Base.Root>
      <Base.Trigger delay={350} render={children} />
      <Base.Portal>
        <Base.Positioner className="z-popup" side={side} sideOffset={6}>
          <Base.Popup className="max-w-64 rounded-sm bg-ink px-2.5 py-1.5 text-xs text-paper shadow-sm transition-opacity duration-fast data-ending-style:opacity-0 data-starting-style:opacity-0">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

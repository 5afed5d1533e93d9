"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { buttonStyle } from "./button";

export const scrimStyle =
  "fixed inset-0 z-overlay bg-scrim transition-opacity duration-base data-ending-style:opacity-0 data-starting-style:opacity-0";

type Props = {
  /** An element that takes button props, such as `<Button>Refund…</Button>`; leave out when `open` steers it. */
  trigger?: ReactElement | undefined;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the main one last. Wrap one that only closes in `<DialogClose>`. */
  footer?: ReactNode;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  wide?: boolean | undefined;
  children?: ReactNode;
};

/** A question that stops everything else. Escape and the scrim close it; focus returns to where it was. */
export function Dialog({ trigger, title, description, footer, open, onOpenChange, wide, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={scrimStyle} />
        <Base.Viewport className="fixed inset-0 z-overlay grid items-end justify-items-center overflow-y-auto sm:items-center sm:p-4">
          <Base.Popup
            className={`relative w-full ${
              wide ? "max-w-3xl" : "max-w-lg"
            } bg-surface p-5 shadow-lg transition duration-base max-sm:rounded-t-xl sm:rounded-lg sm:border sm:p-6 data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0`}
          >
            <Base.Title className="pe-10 font-display text-xl">{title}</Base.Title>
            {description && <Base.Description className="mt-1 text-muted">{description}</Base.Description>}
            {children && <div className="mt-4">{children}</div>}
            {footer && <div className="mt-6 flex flex-wrap justify-end gap-2">{footer}</div>}
            {/* Last in order, so that focus starts in what the dialog asks. */}
            <Base.Close
              aria-label="Close"
              className={buttonStyle({ look: "quiet", square: true, class: "absolute end-3 top-3" })}
            >
              <X aria-hidden />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Makes a button in a dialog close it: `<DialogClose render={<Button>Keep it</Button>} />`. */
export const DialogClose = Base.Close;

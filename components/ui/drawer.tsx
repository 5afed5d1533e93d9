"use client";

import { Drawer as Base } from "@base-ui/react/drawer";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { buttonStyle } from "./button";

type Props = {
  trigger?: ReactElement | undefined;
  title: ReactNode;
  description?: ReactNode;
  /** Stays at the bottom while the content scrolls: totals and the main button. */
  footer?: ReactNode;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  children?: ReactNode;
};

/** A panel from the end of the page: the cart, filters on a phone. Swipe, Escape and the scrim close it. */
export function Drawer({ trigger, title, description, footer, open, onOpenChange, children }: Props) {
  return (
    <Base.Root swipeDirection="right" open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-overlay bg-scrim opacity-[calc(1-var(--drawer-swipe-progress,0))] transition-opacity duration-slow data-ending-style:opacity-0 data-starting-style:opacity-0 data-swiping:duration-0" />
        <Base.Viewport className="fixed inset-0 z-overlay flex justify-end">
          <Base.Popup className="flex h-full w-[min(26rem,calc(100vw-2rem))] [transform:translateX(var(--drawer-swipe-movement-x,0px))] flex-col border-s bg-surface shadow-lg outline-none transition-transform duration-slow data-ending-style:[transform:translateX(100%)] data-starting-style:[transform:translateX(100%)] data-swiping:duration-0">
            <header className="flex items-start gap-3 border-b px-5 py-3">
              <div className="min-w-0 flex-1 py-1.5">
                <Base.Title className="font-display text-xl">{title}</Base.Title>
                {description && (
                  <Base.Description className="text-sm text-muted">{description}</Base.Description>
                )}
              </div>
              <Base.Close
                aria-label="Close"
                className={buttonStyle({ look: "quiet", square: true, class: "-me-2" })}
              >
                <X aria-hidden />
              </Base.Close>
            </header>
            <Base.Content className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">
              {children}
            </Base.Content>
            {footer && <footer className="border-t bg-paper px-5 py-4">{footer}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Makes a button or link in a drawer close it. */
export const DrawerClose = Base.Close;

"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactElement, ReactNode } from "react";
import { Button } from "./button";
import { scrimStyle } from "./dialog";

type Props = {
  trigger?: ReactElement | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** The question: "Cancel order HF-100042?" */
  title: ReactNode;
  /** What it will do, and whether it can be undone. */
  children: ReactNode;
  /** The verb, never "OK": "Cancel the order". */
  confirmLabel: string;
  cancelLabel?: string | undefined;
  danger?: boolean | undefined;
  pending?: boolean | undefined;
  onConfirm: () => void;
};

/** Asks before something that is hard to take back. The scrim doesn't close it; the safe answer has the focus. */
export function ConfirmDialog(props: Props) {
  const { trigger, open, onOpenChange, title, children, confirmLabel, cancelLabel = "Keep as it is" } = props;
  const { danger = true, pending = false, onConfirm } = props;
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <AlertDialog.Trigger render={trigger} />}
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={scrimStyle} />
        <AlertDialog.Popup className="fixed inset-x-4 top-1/2 z-overlay mx-auto max-w-md -translate-y-1/2 rounded-lg border bg-surface p-5 shadow-lg transition duration-base sm:p-6 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <AlertDialog.Title className="font-display text-xl">{title}</AlertDialog.Title>
          <AlertDialog.Description render={<div />} className="mt-2 text-muted">
            {children}
          </AlertDialog.Description>
          <div className="mt-6 flex flex-wrap justify-end gap-2">
            <AlertDialog.Close render={<Button>{cancelLabel}</Button>} />
            <Button
              look={danger ? "danger" : "primary"}
              pending={pending}
              onClick={() => {
                if (!pending) onConfirm();
              }}
            >
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

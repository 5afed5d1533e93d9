"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { StatusShape, type Tone } from "./status";

type Message = {
  title: ReactNode;
  description?: ReactNode;
  tone?: Tone | undefined;
  /** A way back: "Undo". The toast then stays longer. */
  action?: { label: string; onClick: () => void } | undefined;
};

/** Tells what just happened, without stopping anything. A critical one stays until it is dismissed. */
export function useToast(): (message: Message) => void {
  const manager = Base.useToastManager();
  return ({ title, description, tone = "positive", action }) => {
    const urgent = tone === "critical";
    const id = manager.add({
      title,
      description,
      type: tone,
      priority: urgent ? "high" : "low",
      timeout: urgent ? 0 : action ? 10_000 : 5_000,
      actionProps: action && {
        children: action.label,
        onClick: () => {
          action.onClick();
          manager.close(id);
        },
      },
    });
  };
}

/** Once, around the app (the root layout has it). */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-4 bottom-4 z-toast mx-auto flex w-auto flex-col-reverse gap-2 sm:start-auto sm:w-88">
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

const tones: Record<Tone, string> = {
  positive: "text-positive [--shape-gap:var(--surface)]",
  warning: "text-warning [--shape-gap:var(--surface)]",
  critical: "text-critical [--shape-gap:var(--surface)]",
  info: "text-info [--shape-gap:var(--surface)]",
  neutral: "text-neutral [--shape-gap:var(--surface)]",
};

function Toasts() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => {
    const tone = isTone(toast.type) ? toast.type : "neutral";
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        swipeDirection={["right", "down"]}
        className="[transform:translate(var(--toast-swipe-movement-x,0px),var(--toast-swipe-movement-y,0px))] rounded-md border border-line-strong bg-surface shadow-lg transition duration-slow data-ending-style:opacity-0 data-limited:hidden data-starting-style:[transform:translateY(0.5rem)] data-starting-style:opacity-0"
      >
        <Base.Content className="flex items-start gap-3 py-2 ps-4 pe-2">
          <StatusShape tone={tone} className={`mt-[0.7rem] size-4 shrink-0 ${tones[tone]}`} />
          <div className="min-w-0 flex-1 py-2 text-sm">
            <Base.Title className="font-semibold" />
            <Base.Description className="text-muted" />
            <Base.Action className="mt-1 rounded-xs font-semibold text-accent underline underline-offset-4" />
          </div>
          <Base.Close
            aria-label="Dismiss"
            className="grid size-9 place-items-center rounded text-muted hover:bg-well hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </Base.Close>
        </Base.Content>
      </Base.Root>
    );
  });
}

const isTone = (type: string | undefined): type is Tone => type !== undefined && type in tones;

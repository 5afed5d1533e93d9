import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded-sm border border-b-2 border-line bg-well px-1 font-sans text-xs text-muted">
      {children}
    </kbd>
  );
}

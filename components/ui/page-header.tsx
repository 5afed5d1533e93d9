import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  /** Beside the title: a status. */
  aside?: ReactNode;
  /** Under it: one line of facts. */
  summary?: ReactNode;
  /** Above it: a breadcrumb. */
  trail?: ReactNode;
  actions?: ReactNode;
  /** The shop speaks in the display face and larger; the console keeps to the text face. */
  voice?: "shop" | "console" | undefined;
};

export function PageHeader({ title, aside, summary, trail, actions, voice = "console" }: Props) {
  const shop = voice === "shop";
  return (
    <header className={shop ? "py-6 sm:py-8" : "py-4"}>
      {trail}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className={shop ? "font-display text-3xl sm:text-4xl" : "text-xl font-semibold"}>{title}</h1>
          {aside}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {summary && (
        <div className={`mt-1 text-muted ${shop ? "max-w-prose text-lg" : "text-sm"}`}>{summary}</div>
      )}
    </header>
  );
}

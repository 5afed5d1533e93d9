import type { ReactNode } from "react";

type Props = { title: ReactNode; id: string; aside?: ReactNode; children: ReactNode; className?: string };

/** A part of a console page: a heading on a hairline, no box. */
export function Panel({ title, id, aside, children, className }: Props) {
  return (
    <section aria-labelledby={id} className={className}>
      <div className="flex min-h-9 items-center justify-between gap-3 border-b border-line-strong">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {aside && <div className="text-sm text-muted">{aside}</div>}
      </div>
      {children}
    </section>
  );
}

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "./link";

type Crumb = { label: ReactNode /** Absent for where the reader is. */; href?: string | undefined };

export function Breadcrumb({ trail }: { trail: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
        {trail.map(({ label, href }, place) => (
          <li key={href ?? `step ${place}`} className="flex items-center gap-1.5">
            {place > 0 && <ChevronRight aria-hidden className="size-3.5" />}
            {href ? (
              <Link href={href} look="plain" className="py-1 text-muted hover:text-ink">
                {label}
              </Link>
            ) : (
              <span aria-current="page" className="text-ink">
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

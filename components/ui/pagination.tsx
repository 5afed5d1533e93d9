import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "./button";

type Props = {
  /** Absent at the end of the list: the button stays, switched off, so nothing jumps. */
  newerHref?: string | undefined;
  olderHref?: string | undefined;
  newerLabel?: string | undefined;
  olderLabel?: string | undefined;
  /** "1–50", "Sorted by promise". */
  summary?: ReactNode;
};

/** Two ways through a keyset-paged list. */
export function Pagination(props: Props) {
  const { newerHref, olderHref, newerLabel = "Newer", olderLabel = "Older", summary } = props;
  if (!newerHref && !olderHref) return null;
  const back = <ChevronLeft aria-hidden />;
  const on = <ChevronRight aria-hidden />;
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3 py-4">
      {newerHref ? (
        <ButtonLink href={newerHref} rel="prev" icon={back}>
          {newerLabel}
        </ButtonLink>
      ) : (
        <Button disabled icon={back}>
          {newerLabel}
        </Button>
      )}
      {summary && <p className="tabular text-sm text-muted">{summary}</p>}
      {olderHref ? (
        <ButtonLink href={olderHref} rel="next">
          {olderLabel} {on}
        </ButtonLink>
      ) : (
        <Button disabled>
          {olderLabel} {on}
        </Button>
      )}
    </nav>
  );
}

/** A quiet block where something will stand. Give it the size of what comes, so that nothing jumps. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden className={`skeleton block ${className ?? "h-4 w-full"}`} />;
}

/** Some lines of text on their way; said once to a screen reader. */
export function SkeletonText({
  lines = 3,
  label = "Loading",
}: {
  lines?: number | undefined;
  label?: string | undefined;
}) {
  return (
    <div role="status" className="grid gap-2.5">
      <span className="sr-only">{label}…</span>
      {places(lines).map((line) => (
        <Skeleton key={line} className={line === lines - 1 ? "h-4 w-3/5" : "h-4 w-full"} />
      ))}
    </div>
  );
}

/** Rows of a table on their way. */
export function SkeletonRows({
  rows = 8,
  label = "Loading",
}: {
  rows?: number | undefined;
  label?: string | undefined;
}) {
  return (
    <div role="status">
      <span className="sr-only">{label}…</span>
      {places(rows).map((row) => (
        <div key={row} className="flex h-row items-center gap-6 border-b border-line px-2">
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="h-3.5 flex-1" />
          <Skeleton className="h-3.5 w-16" />
        </div>
      ))}
    </div>
  );
}

const places = (count: number) => [...Array(count).keys()];

import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  children?: ReactNode;
  /** What to do now: a button or link. */
  action?: ReactNode;
  /** A drawing from /public, such as "/illustrations/empty-cart.svg". */
  picture?: string | undefined;
  /** For a panel inside a page. */
  compact?: boolean | undefined;
  /** The heading's level; `h1` when the whole page is empty. */
  as?: "h1" | "h2" | "h3" | undefined;
};

/** Nothing here, why, and what next. */
export function EmptyState({ title, children, action, picture, compact, as: Heading = "h2" }: Props) {
  return (
    <div
      className={`mx-auto grid max-w-md justify-items-center text-center ${compact ? "gap-2 py-6" : "gap-3 py-12"}`}
    >
      {picture && (
        // biome-ignore lint/performance/noImgElement: a small SVG; there is nothing to optimise
        <img src={picture} alt="" width={192} height={192} className={compact ? "size-28" : "size-48"} />
      )}
      <Heading className={compact ? "font-semibold" : "font-display text-2xl"}>{title}</Heading>
      {children && <div className="text-muted">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

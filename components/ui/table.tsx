// biome-ignore-all lint/a11y/noRedundantRoles: on a phone `display: block` takes the roles away; spelled out they stay
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

type TableProps = {
  /** Names the table for a screen reader. */
  caption: string;
  showCaption?: boolean | undefined;
  /** On a phone: a stack of cards (every `Td` then wants a `label`), or sideways scrolling. */
  onPhone?: "cards" | "scroll" | undefined;
  /** More columns than a small desk holds: there it scrolls sideways by itself, and its head with it. */
  wide?: boolean | undefined;
  /** A box of its own height with a head that stays; otherwise the head stays below the page's top bar. */
  boxed?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

export function Table({
  caption,
  showCaption,
  onPhone = "cards",
  wide,
  boxed,
  className,
  children,
}: TableProps) {
  const table = (
    <table
      role="table"
      className={`w-full border-separate border-spacing-0 text-sm ${wide ? "sm:max-[1400px]:[&_:is(td,th)]:px-1.5" : ""} ${className ?? ""}`}
    >
      <caption className={showCaption ? "pb-2 text-start font-semibold" : "sr-only"}>{caption}</caption>
      {children}
    </table>
  );
  const cards = `${onPhone === "cards" ? "table-cards" : "max-sm:overflow-x-auto"} ${wide ? "sm:max-[1400px]:overflow-x-auto" : ""}`;
  if (!boxed) return <div className={cards}>{table}</div>;
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      className={`${cards} max-h-[70dvh] overflow-auto rounded border border-line [--table-top:0px]`}
    >
      {table}
    </section>
  );
}

export const Thead = (props: ComponentProps<"thead">) => <thead role="rowgroup" {...props} />;
export const Tbody = (props: ComponentProps<"tbody">) => <tbody role="rowgroup" {...props} />;

/** A row; `selected` marks it, hover shows where the eye is. */
export function Tr({
  selected,
  className,
  ...rest
}: ComponentProps<"tr"> & { selected?: boolean | undefined }) {
  return (
    <tr
      role="row"
      data-selected={selected || undefined}
      {...rest}
      className={`group/row sm:hover:bg-well/60 data-selected:bg-accent-soft ${className ?? ""}`}
    />
  );
}

type ThProps = Omit<ComponentProps<"th">, "align"> & {
  numeric?: boolean | undefined;
  /** Makes the head a link that sorts; `sorted` says how it is sorted now. */
  sortHref?: ComponentProps<typeof Link>["href"] | undefined;
  sorted?: "ascending" | "descending" | undefined;
};

export function Th({ numeric, sortHref, sorted, className, children, ...rest }: ThProps) {
  const Arrow = sorted === "ascending" ? ArrowUp : sorted === "descending" ? ArrowDown : ChevronsUpDown;
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sorted}
      {...rest}
      className={`sticky top-(--table-top,0px) z-sticky h-9 border-b border-line-strong bg-paper px-3 text-xs font-semibold whitespace-nowrap text-muted first:ps-2 last:pe-2 ${
        numeric ? "text-end" : "text-start"
      } ${className ?? ""}`}
    >
      {sortHref ? (
        <Link
          href={sortHref}
          className="inline-flex items-center gap-1 rounded-xs hover:text-ink"
          scroll={false}
        >
          {children}
          <Arrow aria-hidden className={`size-3.5 ${sorted ? "text-ink" : ""}`} />
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

type TdProps = Omit<ComponentProps<"td">, "align"> & {
  numeric?: boolean | undefined;
  /** The column's name, shown beside the value on a phone. */
  label?: string | undefined;
};

export function Td({ numeric, label, className, ...rest }: TdProps) {
  return (
    <td
      role="cell"
      data-label={label}
      {...rest}
      className={`h-row border-b border-line px-3 sm:first:ps-2 sm:last:pe-2 ${numeric ? "tabular sm:text-end sm:whitespace-nowrap" : ""} ${className ?? ""}`}
    />
  );
}

import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "./badge";
import { tabListStyle, tabStyle } from "./tab-style";

type Item = { href: string; label: ReactNode; current?: boolean | undefined; count?: number | undefined };

/** Views with their own address: saved views, sections of a page. */
export function TabNav({ items, label }: { items: readonly Item[]; label: string }) {
  return (
    <nav aria-label={label} className={tabListStyle}>
      {items.map(({ href, label: words, current, count }) => (
        <Link key={href} href={href} aria-current={current ? "page" : undefined} className={tabStyle}>
          {words}
          {count !== undefined && <Badge>{count}</Badge>}
        </Link>
      ))}
    </nav>
  );
}

"use client";

import { Menu as Base } from "@base-ui/react/menu";
import Link from "next/link";
import type { ComponentProps, ReactElement, ReactNode } from "react";

const itemStyle =
  "flex min-h-9 w-full items-center gap-2.5 rounded-sm px-3 py-1.5 text-sm outline-none select-none " +
  "data-highlighted:bg-well data-disabled:cursor-not-allowed data-disabled:text-muted [&_svg]:size-4 [&_svg]:shrink-0";

type Props = {
  /** An element that takes button props. */
  trigger: ReactElement;
  align?: "start" | "center" | "end" | undefined;
  children: ReactNode;
};

/** Actions on one thing. Arrow keys, type-ahead and Escape work. */
export function Menu({ trigger, align = "end", children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="z-popup" align={align} sideOffset={6}>
          <Base.Popup className="min-w-44 origin-(--transform-origin) rounded-md border bg-surface p-1 text-ink shadow-lg outline-none transition duration-fast data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemProps = Omit<ComponentProps<typeof Base.Item>, "className"> & {
  icon?: ReactNode;
  danger?: boolean | undefined;
};

export function MenuItem({ icon, danger, children, ...rest }: ItemProps) {
  return (
    <Base.Item {...rest} className={`${itemStyle} ${danger ? "text-danger" : ""}`}>
      {icon}
      {children}
    </Base.Item>
  );
}

export function MenuLink({
  icon,
  href,
  children,
}: {
  icon?: ReactNode;
  href: ComponentProps<typeof Link>["href"];
  children: ReactNode;
}) {
  return (
    <Base.LinkItem render={<Link href={href} />} className={itemStyle}>
      {icon}
      {children}
    </Base.LinkItem>
  );
}

/** A file of ours, such as a PDF: it opens beside the page. */
export function MenuFile({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Base.LinkItem render={<a href={href} target="_blank" rel="noreferrer" />} className={itemStyle}>
      {children}
    </Base.LinkItem>
  );
}

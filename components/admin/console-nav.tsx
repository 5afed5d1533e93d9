"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Menu, MenuLink } from "@/components/ui/menu";
import type { StaffRole } from "@/server/auth/roles";
import { sectionOf, sectionsFor } from "./sections";

const link =
  "flex min-h-10 items-center gap-2.5 rounded px-3 text-sm font-medium text-muted transition-colors hover:bg-well hover:text-ink " +
  "aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink [&_svg]:size-4 [&_svg]:shrink-0 aria-[current=page]:[&_svg]:text-accent";

/** The sections at the left of a desk's screen. */
export function SideNav({ role }: { role: StaffRole }) {
  const here = sectionOf(usePathname());
  return (
    <nav aria-label="Console">
      <ul className="grid gap-0.5">
        {sectionsFor(role).map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link href={href} aria-current={href === here ? "page" : undefined} className={link}>
              <Icon aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const tab =
  "flex min-h-14 flex-col items-center justify-center gap-1 text-xs font-medium text-muted aria-[current=page]:text-accent " +
  "focus-visible:-outline-offset-2 [&_svg]:size-5";

/** The same at the bottom of a handheld, in reach of a thumb. */
export function BottomNav({ role }: { role: StaffRole }) {
  const here = sectionOf(usePathname());
  const all = sectionsFor(role);
  const more = all.filter((section) => !section.first);
  return (
    <nav
      aria-label="Console"
      className="fixed inset-x-0 bottom-0 z-sticky grid auto-cols-fr grid-flow-col border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      {all
        .filter((section) => section.first)
        .map(({ href, label, icon: Icon }) => (
          <Link key={href} href={href} aria-current={href === here ? "page" : undefined} className={tab}>
            <Icon aria-hidden />
            {label}
          </Link>
        ))}
      <Menu
        trigger={
          <button
            type="button"
            className={`${tab} ${more.some(({ href }) => href === here) ? "text-accent" : ""}`}
          >
            <Ellipsis aria-hidden />
            More
          </button>
        }
      >
        {more.map(({ href, label, icon: Icon }) => (
          <MenuLink key={href} href={href} icon={<Icon aria-hidden />}>
            {label}
          </MenuLink>
        ))}
      </Menu>
    </nav>
  );
}

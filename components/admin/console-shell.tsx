import { LogOut } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ThemeSwitch } from "@/components/ui/theme-switch";
import type { StaffRole } from "@/server/auth/roles";
import { BottomNav, SideNav } from "./console-nav";
import { Jump } from "./jump";

type Props = {
  user: { name: string; email: string; role: StaffRole };
  signOut: () => Promise<void>;
  children: ReactNode;
};

/** The console's frame: sections at the left of a desk, at the bottom of a handheld. */
export function ConsoleShell({ user, signOut, children }: Props) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)] print:block print:min-h-0">
      <header className="sticky top-0 z-sticky flex items-center gap-2 border-b bg-surface px-4 py-1.5 lg:h-dvh lg:flex-col lg:items-stretch lg:gap-5 lg:border-e lg:border-b-0 lg:px-3 lg:py-4 print:hidden">
        <Link
          href="/admin"
          className="flex min-h-10 items-center gap-2.5 rounded font-display text-lg lg:px-2"
        >
          {/* biome-ignore lint/performance/noImgElement: a small SVG; there is nothing to optimise */}
          <img src="/logo.svg" alt="" width={26} height={26} />
          <span className="max-sm:sr-only">Holdfast</span>
        </Link>
        <Jump />
        <div className="-mx-1 p-1 max-lg:hidden lg:min-h-0 lg:flex-1 lg:overflow-y-auto">
          <SideNav role={user.role} />
        </div>
        <div className="ms-auto flex items-center gap-1 lg:mt-auto lg:ms-0 lg:border-t lg:pt-3">
          <Link
            href="/admin/account"
            className="me-1 min-w-0 flex-1 rounded py-1 text-sm leading-4 hover:bg-well max-lg:text-end lg:px-2"
            title={`${user.email}: your account`}
          >
            <span className="block truncate font-medium">{user.name}</span>
            <span className="text-xs text-muted">{user.role}</span>
          </Link>
          <ThemeSwitch />
          <form action={signOut}>
            <Button
              type="submit"
              look="quiet"
              square
              aria-label="Sign out"
              title="Sign out"
              icon={<LogOut aria-hidden />}
            />
          </form>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 px-4 pb-24 sm:px-gutter lg:pb-12 print:p-0">
        <div className="mx-auto max-w-console">{children}</div>
      </main>
      <BottomNav role={user.role} />
    </div>
  );
}

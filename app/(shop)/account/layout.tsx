import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AccountNav } from "@/components/account/account-nav";

export const metadata: Metadata = { robots: { index: false } };

/** Every page below asks by itself who it is: a layout is not made anew when only the page changes. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-3xl">
      <div className="pt-4">
        <AccountNav />
      </div>
      {children}
    </div>
  );
}

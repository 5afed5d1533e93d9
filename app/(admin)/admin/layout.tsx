import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { signOutAction } from "@/app/(auth)/sign-in/actions";
import { ConsoleShell } from "@/components/admin/console-shell";
import { TrpcClient } from "@/components/trpc-client";
import { currentUser } from "@/server/auth/gates";
import { isStaff } from "@/server/auth/roles";

export const metadata: Metadata = {
  title: { default: "Console", template: "%s · Holdfast console" },
  robots: { index: false },
};

/**
 * The frame for staff. A stranger gets no frame: the page's own `staffGate` sends them to sign in, because it knows
 * where they wanted to go. That every page has its gate is tested in server/trpc/authorisation.test.ts.
 */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  if (!user) return children;
  const { name, email, role } = user;
  if (!isStaff(role)) notFound();
  return (
    <TrpcClient>
      <ConsoleShell user={{ name, email, role }} signOut={signOutAction}>
        {children}
      </ConsoleShell>
    </TrpcClient>
  );
}

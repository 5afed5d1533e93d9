import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { app, contextFor } from "@/server/composition";
import type { WithPorts } from "@/server/ports";
import { hasRole, isStaff, type StaffRole } from "./roles";
import { actorOf, type SignedIn, userOf } from "./sessions";

/** Who is looking at this page; read once a request. */
export const currentUser = cache(async (): Promise<SignedIn | null> => {
  const jar = await cookies();
  const cookie = jar.get("__Secure-next-auth.session-token") ?? jar.get("next-auth.session-token");
  if (!cookie) return null;
  const token = await decode({ token: cookie.value, secret: app().env.AUTH_SECRET }).catch(() => null);
  return userOf(token);
});

/** The context of a page or a server action. */
export async function visitorContext(): Promise<WithPorts> {
  return contextFor(actorOf(await currentUser()));
}

/** Lets staff of a role in; others are sent to sign in, or see nothing here. */
export async function staffGate(needed: StaffRole, from: string): Promise<SignedIn & { role: StaffRole }> {
  const user = await currentUser();
  if (!user) redirect(`/sign-in?from=${encodeURIComponent(from)}`);
  const { role } = user;
  if (!isStaff(role) || !hasRole(role, needed)) notFound();
  return { ...user, role };
}

import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { app, contextFor } from "@/server/composition";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { sessionCookie } from "./cookie-names";
import { type Spending, spend } from "./rate-limits";
import { hasRole, isStaff, type StaffRole } from "./roles";
import { readSessionCookie } from "./session-cookie";
import { actorOf, addressOf, type SignedIn } from "./sessions";
import { type Standing, standingOf } from "./standing";

type Memo = { cookie: string; at: number; standing: Promise<Standing | null> };
const memos = new WeakMap<object, Memo>();
/** A listener asks for as long as it listens; what it asks is looked up anew after this. */
const freshForMs = 1_000;

/** How far this visitor is signed in; looked up once a request, and again after the request has changed its cookie. */
export async function visitorStanding(): Promise<Standing | null> {
  const jar = await cookies();
  const { env, db } = app();
  const cookie = jar.get(sessionCookie(env.APP_URL).name)?.value;
  if (!cookie) return null;
  const known = memos.get(jar);
  if (known?.cookie === cookie && performance.now() - known.at < freshForMs) return known.standing;
  const standing = readSessionCookie().then((token) => standingOf({ db }, token));
  memos.set(jar, { cookie, at: performance.now(), standing });
  standing.catch(() => memos.delete(jar));
  return standing;
}

/** Who is looking at this page. Somebody whose second factor is still missing is nobody yet. */
export async function currentUser(): Promise<SignedIn | null> {
  const standing = await visitorStanding();
  return standing?.kind === "in" ? standing.user : null;
}

/** The session that this visitor is signed in with, for pages that list them. */
export async function currentSession(): Promise<Id<"session"> | null> {
  const standing = await visitorStanding();
  return standing?.kind === "in" ? standing.session : null;
}

/** The context of a page or a server action. */
export async function visitorContext(): Promise<WithPorts> {
  return contextFor(actorOf(await currentUser()));
}

/** The network address that a page or a server action was asked from. */
export async function visitorAddress(): Promise<string> {
  return addressOf({ "x-forwarded-for": (await headers()).get("x-forwarded-for") ?? undefined });
}

/** Counts what a visitor does on a page; call it inside `runAction`, so that a refusal stands on the form. */
export const counted = async (ctx: WithPorts, kind: Spending): Promise<void> =>
  spend(ctx, kind, await visitorAddress());

/** Lets staff of a role in; others are sent to sign in, or see nothing here. */
export async function staffGate(needed: StaffRole, from: string): Promise<SignedIn & { role: StaffRole }> {
  const user = await currentUser();
  if (!user) redirect(`/sign-in?from=${encodeURIComponent(from)}`);
  const { role } = user;
  if (!isStaff(role) || !hasRole(role, needed)) notFound();
  return { ...user, role };
}

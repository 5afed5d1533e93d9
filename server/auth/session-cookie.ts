import { cookies, headers } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { app, contextFor } from "@/server/composition";
import { inTransaction } from "@/server/kernel/ctx";
import { asId, type Id } from "@/server/kernel/id";
import { sessionCookie, sessionCookieNames, sessionCookieSeconds, signedInCookie } from "./cookie-names";
import { isStaff, type Role } from "./roles";
import { actorOf, addressOf } from "./sessions";
import { factorNeededBy, type SessionToken } from "./standing";
import { endSession, openUserSession, wallClock } from "./user-sessions";

/** Whoever has just proved who they are. */
export type Proved = {
  id: Id<"user">;
  email: string;
  name: string;
  role: Role;
  customerId: Id<"customer"> | null;
  sessionVersion: number;
};

/**
 * Signs this browser in with a new session: the same token, cookie name and attributes that next-auth's own endpoint gives
 * to API users. For server actions, whose forms have to work without JavaScript. A session that the browser had is ended.
 * Gives what is still asked of this person: null, or their second factor (send them to /sign-in/second-factor).
 */
export async function openSession(
  user: Proved,
  { secondFactor = false }: { secondFactor?: boolean } = {},
): Promise<"code" | "set_up" | null> {
  const { env, db } = app();
  await closeSession();
  const heard = await headers();
  const needs = secondFactor ? null : await factorNeededBy({ db }, user.id);
  const session = await inTransaction(contextFor(actorOf(user)), (tx) =>
    openUserSession(tx, {
      user,
      secondFactorAt: secondFactor ? wallClock() : null,
      complete: needs === null,
      agent: heard.get("user-agent"),
      address: addressOf({ "x-forwarded-for": heard.get("x-forwarded-for") ?? undefined }),
    }),
  );
  const token = await encode({
    token: { name: user.name, email: user.email, sub: user.id, sid: session, version: user.sessionVersion },
    secret: env.AUTH_SECRET,
    maxAge: sessionCookieSeconds,
  });
  const { name, options } = sessionCookie(env.APP_URL);
  const jar = await cookies();
  jar.set(name, token, { ...options, maxAge: sessionCookieSeconds });
  if (needs === null)
    jar.set(signedInCookie, isStaff(user.role) ? "staff" : "shopper", {
      ...options,
      httpOnly: false,
      maxAge: sessionCookieSeconds,
    });
  return needs;
}

/** Ends the session of this browser and takes its cookie out; its person's other sessions stay. */
export async function closeSession(): Promise<void> {
  const jar = await cookies();
  const token = await readSessionCookie();
  if (typeof token?.sub === "string" && typeof token.sid === "string")
    await endSession(app(), asId<"user">(token.sub), token.sid);
  // A browser only takes a `__Host-` cookie out when it is told so with the attributes that it was set with.
  if (jar.has(signedInCookie)) jar.delete(signedInCookie);
  for (const name of sessionCookieNames)
    if (jar.has(name))
      jar.set(name, "", { httpOnly: true, path: "/", secure: name.startsWith("__"), maxAge: 0 });
}

/** What this browser's cookie says; null for none, or one that we did not make. */
export async function readSessionCookie(): Promise<SessionToken | null> {
  const { env } = app();
  const cookie = (await cookies()).get(sessionCookie(env.APP_URL).name);
  return cookie ? decode({ token: cookie.value, secret: env.AUTH_SECRET }).catch(() => null) : null;
}

import { eq } from "drizzle-orm";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { appUser } from "@/db/schema";
import { app, contextFor } from "@/server/composition";
import { emailSchema } from "@/server/domain/customer/customer.schema";
import { giveSecondFactor } from "@/server/domain/second-factor/give-second-factor";
import { noteAct } from "@/server/domain/staff-change/note-act";
import { type Actor, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";
import { sessionCookie, sessionCookieSeconds } from "./cookie-names";
import { checkPassword } from "./passwords";
import { isStaff, type Role } from "./roles";
import { giveTriesBack, takeTry } from "./sign-in-throttle";
import { factorNeededBy, standingOf } from "./standing";
import { endSession, openUserSession, wallClock } from "./user-sessions";

export type SignedIn = {
  id: Id<"user">;
  email: string;
  name: string;
  role: Role;
  customerId: Id<"customer"> | null;
};

/** What a sign-in form sends. */
export const credentials = z.object({ email: emailSchema, password: z.string().min(1).max(200) });

/** What next-auth hands from `authorize` to the token. */
type Opened = { id: string; email: string; name: string; sid: string; version: number };

/**
 * next-auth with our own users and our own sessions: the cookie only says who and which session; role and standing are
 * read at each use, and how long it lasts is written in the session's row.
 */
export const authOptions = (): NextAuthOptions => ({
  secret: app().env.AUTH_SECRET,
  session: { strategy: "jwt", maxAge: sessionCookieSeconds },
  useSecureCookies: app().env.APP_URL.startsWith("https://"),
  cookies: { sessionToken: sessionCookie(app().env.APP_URL) },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    CredentialsProvider({
      id: "credentials",
      name: "E-mail and password",
      credentials: { email: { type: "email" }, password: { type: "password" }, code: { type: "text" } },
      async authorize(given, request): Promise<Opened | null> {
        const parsed = credentials.safeParse(given);
        if (!parsed.success) return null;
        const address = addressOf(request.headers);
        const user = await signIn(parsed.data, address);
        if (!user) return null;
        const needs = await factorNeededBy(app(), user.id);
        // An API user has no second page to be sent to: the code comes with the password.
        if (needs && !(needs === "code" && given?.code)) throw new Error(`second_factor:${needs}`);
        if (needs) await codeOf(user, given?.code ?? "");
        const agent = String(request.headers?.["user-agent"] ?? "") || null;
        const start = { user, secondFactorAt: needs ? wallClock() : null, complete: true, agent, address };
        const sid = await inTransaction(contextFor(actorOf(user)), (tx) => openUserSession(tx, start));
        return { id: user.id, email: user.email, name: user.name, sid, version: user.sessionVersion };
      },
    }),
  ],
  callbacks: {
    jwt({ token, user }) {
      if (user) {
        const { id, sid, version } = user as unknown as Opened;
        Object.assign(token, { sub: id, sid, version });
      }
      return token;
    },
    // A session that has ended says nothing of whose it was.
    session: async ({ session, token }) => {
      const standing = await standingOf(app(), token);
      return standing?.kind === "in" ? session : { expires: session.expires };
    },
  },
  events: {
    async signOut({ token }) {
      if (typeof token?.sub === "string" && typeof token.sid === "string")
        await endSession(app(), asId<"user">(token.sub), token.sid);
    },
  },
});

/** Uses up a code that came with the password. Throws what the sign-in page has words for. */
async function codeOf(user: Pick<SignedIn, "id" | "name" | "role">, code: string): Promise<void> {
  const owner = { userId: user.id, authSecret: app().env.AUTH_SECRET };
  await giveSecondFactor(contextFor(actorOf(user)), owner, code).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    const { retryAfterSeconds } = error.details;
    throw new Error(
      typeof retryAfterSeconds === "number" ? `throttled:${retryAfterSeconds}` : "second_factor:code",
    );
  });
}

/**
 * Checks a password under the throttle. Throws "throttled:<seconds>" when it is too many tries, and "unverified" for somebody
 * who has registered and not yet followed the link in their mail: no session is theirs before that.
 */
export async function signIn({ email, password }: z.infer<typeof credentials>, address: string) {
  const { db } = app();
  const wait = await takeTry(db, email, address);
  if (wait > 0) throw new Error(`throttled:${wait}`);
  const [user] = await db.select().from(appUser).where(eq(appUser.email, email));
  const right = await checkPassword(user?.passwordHash ?? null, password);
  if (!right || !user?.active) {
    // Not waited for: how long the answer takes must not tell who works here.
    if (user) noteAct(contextFor(actorOf(user)), "failed_sign_in", user.id).catch(() => undefined);
    return null;
  }
  await giveTriesBack(db, email, address);
  if (user.role === "shopper" && user.customerId === null) throw new Error("unverified");
  return user;
}

/** The visitor's network address as the proxy in front tells it; one bucket for all when it tells nothing. */
export const addressOf = (headers: Record<string, unknown> | undefined): string => {
  const forwarded = headers?.["x-forwarded-for"];
  return typeof forwarded === "string" ? (forwarded.split(",")[0]?.trim() ?? "local") : "local";
};

/** The actor that a visitor's commands are written down under. */
export function actorOf(user: Pick<SignedIn, "id" | "name" | "role"> | null): Actor {
  if (!user) return { kind: "shopper" };
  return isStaff(user.role)
    ? { kind: "staff", id: user.id, name: user.name, role: user.role }
    : { kind: "shopper", id: user.id };
}

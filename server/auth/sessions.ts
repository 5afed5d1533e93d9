import { and, eq } from "drizzle-orm";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { appUser } from "@/db/schema";
import { app } from "@/server/composition";
import { emailSchema } from "@/server/domain/customer/customer.schema";
import type { Actor } from "@/server/kernel/ctx";
import { asId, type Id } from "@/server/kernel/id";
import { checkPassword } from "./passwords";
import { isStaff, type Role } from "./roles";
import { noteFailedSignIn, noteSignIn, signInWait } from "./sign-in-throttle";

export type SignedIn = {
  id: Id<"user">;
  email: string;
  name: string;
  role: Role;
  customerId: Id<"customer"> | null;
};

/** A working day with its overtime. */
export const sessionSeconds = 12 * 60 * 60;

/** What a sign-in form sends. */
export const credentials = z.object({ email: emailSchema, password: z.string().min(1).max(200) });

/** next-auth with our own users. The cookie only says who and which session; role and standing are read at each use. */
export const authOptions = (): NextAuthOptions => ({
  secret: app().env.AUTH_SECRET,
  session: { strategy: "jwt", maxAge: sessionSeconds },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    CredentialsProvider({
      id: "credentials",
      name: "E-mail and password",
      credentials: { email: { type: "email" }, password: { type: "password" } },
      async authorize(given, request) {
        const parsed = credentials.safeParse(given);
        if (!parsed.success) return null;
        const user = await signIn(parsed.data, addressOf(request.headers));
        return user
          ? { id: user.id, email: user.email, name: user.name, sessionVersion: user.sessionVersion }
          : null;
      },
    }),
  ],
  callbacks: {
    jwt({ token, user }) {
      if (user) {
        token.sub = user.id;
        token.version = (user as unknown as { sessionVersion: number }).sessionVersion;
      }
      return token;
    },
    session: ({ session }) => session,
  },
});

/** Checks a password under the throttle. Throws "throttled:<seconds>" when it is too many tries. */
export async function signIn({ email, password }: z.infer<typeof credentials>, address: string) {
  const { db } = app();
  const wait = await signInWait(db, email, address);
  if (wait > 0) throw new Error(`throttled:${wait}`);
  const [user] = await db.select().from(appUser).where(eq(appUser.email, email));
  const right = await checkPassword(user?.passwordHash ?? null, password);
  if (!right || !user?.active) {
    await noteFailedSignIn(db, email, address);
    return null;
  }
  await noteSignIn(db, email, address);
  return user;
}

/** The visitor's network address as the proxy in front tells it; one bucket for all when it tells nothing. */
export const addressOf = (headers: Record<string, unknown> | undefined): string => {
  const forwarded = headers?.["x-forwarded-for"];
  return typeof forwarded === "string" ? (forwarded.split(",")[0]?.trim() ?? "local") : "local";
};

/** Who a session token stands for now: null when the person is gone, switched off, or has ended their sessions. */
export async function userOf(token: { sub?: string; version?: unknown } | null): Promise<SignedIn | null> {
  if (!token?.sub || typeof token.version !== "number") return null;
  const [user] = await app()
    .db.select()
    .from(appUser)
    .where(
      and(
        eq(appUser.id, asId<"user">(token.sub)),
        eq(appUser.active, true),
        eq(appUser.sessionVersion, token.version),
      ),
    );
  return user
    ? { id: user.id, email: user.email, name: user.name, role: user.role, customerId: user.customerId }
    : null;
}

/** The actor that a visitor's commands are written down under. */
export function actorOf(user: SignedIn | null): Actor {
  if (!user) return { kind: "shopper" };
  return isStaff(user.role)
    ? { kind: "staff", id: user.id, name: user.name, role: user.role }
    : { kind: "shopper", id: user.id };
}

import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import { app } from "@/server/composition";
import { sessionSeconds } from "./sessions";

const names = { plain: "next-auth.session-token", secure: "__Secure-next-auth.session-token" } as const;

/** Whoever has just proved who they are. */
type Proved = { id: string; email: string; name: string; sessionVersion: number };

/**
 * Gives the browser the same session that next-auth's own endpoint gives to API users: its token, its cookie name, its
 * attributes. For the sign-in form's action, which has to work without JavaScript.
 */
export async function openSession(user: Proved): Promise<void> {
  const { env } = app();
  const secure = env.APP_URL.startsWith("https://");
  const token = await encode({
    token: { name: user.name, email: user.email, sub: user.id, version: user.sessionVersion },
    secret: env.AUTH_SECRET,
    maxAge: sessionSeconds,
  });
  await closeSession();
  const jar = await cookies();
  jar.set(secure ? names.secure : names.plain, token, {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure,
    maxAge: sessionSeconds,
  });
}

/** Takes the session out of this browser; its other sessions stay. */
export async function closeSession(): Promise<void> {
  const jar = await cookies();
  for (const name of Object.values(names)) if (jar.has(name)) jar.delete(name);
}

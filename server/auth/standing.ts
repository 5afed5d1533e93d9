import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { appUser, setting, userSession } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { asId, type Id } from "@/server/kernel/id";
import { isStaff, type Role } from "./roles";
import type { SignedIn } from "./sessions";
import { noteSeen, wallClock } from "./user-sessions";

type Db = Pick<Reader, "db">;

/** What the cookie's token says: who, which session, and the version that all their sessions had when it began. */
export type SessionToken = { sub?: unknown; sid?: unknown; version?: unknown };

/**
 * How far somebody is in. `half`: the password was right, and a code (or setting one up) is still asked; to every page,
 * action, procedure and document they are a stranger.
 */
export type Standing =
  | { kind: "in"; user: SignedIn; session: Id<"session">; secondFactor: boolean }
  | { kind: "half"; user: SignedIn; session: Id<"session">; needs: "code" | "set_up" };

/** Whether staff must have a second factor. Read in the same statement: what is switched on holds at once. */
const required = sql<boolean>`coalesce((select ${setting.value} from ${setting} where ${setting.key} = 'requireSecondFactor'), 'true'::jsonb) <> 'false'::jsonb`;

/** The standing of a session's token: null when it is ended, over, or its person gone or switched off. One indexed read. */
export async function standingOf(
  { db }: Db,
  token: SessionToken | null,
  now = wallClock(),
): Promise<Standing | null> {
  if (!isUuid(token?.sub) || !isUuid(token?.sid) || typeof token.version !== "number") return null;
  const [row] = await db
    .select({
      id: appUser.id,
      email: appUser.email,
      name: appUser.name,
      role: appUser.role,
      customerId: appUser.customerId,
      hasFactor: sql<boolean>`${appUser.totpConfirmedAt} is not null`,
      required,
      session: userSession.id,
      secondFactorAt: userSession.secondFactorAt,
      lastSeenAt: userSession.lastSeenAt,
    })
    .from(userSession)
    .innerJoin(appUser, eq(appUser.id, userSession.userId))
    .where(
      and(
        eq(userSession.id, asId<"session">(token.sid)),
        eq(userSession.userId, asId<"user">(token.sub)),
        isNull(userSession.endedAt),
        gt(userSession.expiresAt, now),
        eq(appUser.active, true),
        eq(appUser.sessionVersion, token.version),
      ),
    );
  if (!row) return null;
  const { session, secondFactorAt, lastSeenAt, hasFactor, required: mustHave, ...user } = row;
  const needs = factorNeeded({
    role: user.role,
    hasFactor,
    required: mustHave,
    given: secondFactorAt !== null,
  });
  if (needs) return { kind: "half", user, session, needs };
  await noteSeen({ db }, { id: session, role: user.role, lastSeenAt }, now);
  return { kind: "in", user, session, secondFactor: secondFactorAt !== null };
}

/** What is still asked of somebody whose password was right; null when nothing is. */
export function factorNeeded(of: {
  role: Role;
  hasFactor: boolean;
  required: boolean;
  given: boolean;
}): "code" | "set_up" | null {
  if (of.given && of.hasFactor) return null;
  if (of.hasFactor) return "code";
  return of.required && isStaff(of.role) ? "set_up" : null;
}

/** The same for somebody who is just signing in. */
export async function factorNeededBy({ db }: Db, id: Id<"user">): Promise<"code" | "set_up" | null> {
  const [row] = await db
    .select({ role: appUser.role, hasFactor: sql<boolean>`${appUser.totpConfirmedAt} is not null`, required })
    .from(appUser)
    .where(eq(appUser.id, id));
  return row ? factorNeeded({ ...row, given: false }) : "code";
}

const isUuid = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

import { and, desc, eq, gt, isNull, lt, ne, or, sql } from "drizzle-orm";
import { appUser, userSession } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { isStaff, type Role } from "./roles";

type Db = Pick<Reader, "db">;

const minute = 60_000;
const day = 24 * 60 * minute;

/** Staff: a working day with its overtime, from the sign-in on. Shoppers: a month since they were last here. */
const lifetime = { staff: 12 * 60 * minute, shopper: 30 * day } as const;
/** How long somebody whose password was right may take over the second factor. */
const halfWayMs = 15 * minute;
/** How exactly `lastSeenAt` is kept: a write for each request would cost more than it tells. */
const seenEveryMs = 5 * minute;
/** How long an ended session stays on record. */
const keptMs = 30 * day;

/**
 * Sessions live by the wall clock, as codes from a phone do, and not by the shop's: moving the shop's clock on in a test
 * must not sign everybody out. Every function takes the time, so that tests can say it.
 */
export const wallClock = (): Date => new Date();

const lifetimeOf = (role: Role): number => (isStaff(role) ? lifetime.staff : lifetime.shopper);

export type SessionStart = {
  user: { id: Id<"user">; role: Role };
  /** Null: the password was right, and a second factor is still to come. */
  secondFactorAt: Date | null;
  /** Whether nothing more is asked; otherwise the session only lasts as long as typing a code takes. */
  complete: boolean;
  agent: string | null;
  address: string | null;
};

/** Writes a new session down and gives its id for the cookie. Every sign-in makes a new one: none is ever taken over. */
export async function openUserSession(
  { db }: Db,
  { user, secondFactorAt, complete, agent, address }: SessionStart,
  now = wallClock(),
): Promise<Id<"session">> {
  const id = newId<"session">();
  const expiresAt = new Date(now.getTime() + (complete ? lifetimeOf(user.role) : halfWayMs));
  await db.insert(userSession).values({
    id,
    userId: user.id,
    secondFactorAt,
    agent: agent?.slice(0, 300) ?? null,
    address,
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
  });
  if (complete) await db.update(appUser).set({ lastSignInAt: now }).where(eq(appUser.id, user.id));
  return id;
}

/** Notes that somebody was here, at most every few minutes; a shopper's month begins anew. */
export async function noteSeen(
  { db }: Db,
  session: { id: Id<"session">; role: Role; lastSeenAt: Date },
  now = wallClock(),
): Promise<void> {
  if (now.getTime() - session.lastSeenAt.getTime() < seenEveryMs) return;
  await db
    .update(userSession)
    .set({
      lastSeenAt: now,
      ...(isStaff(session.role) ? {} : { expiresAt: new Date(now.getTime() + lifetime.shopper) }),
    })
    .where(and(eq(userSession.id, session.id), isNull(userSession.endedAt)));
}

/** Where somebody is signed in now, latest first. */
export async function sessionsOf({ db }: Db, userId: Id<"user">, now = wallClock()) {
  return db
    .select({
      id: userSession.id,
      agent: userSession.agent,
      address: userSession.address,
      secondFactorAt: userSession.secondFactorAt,
      createdAt: userSession.createdAt,
      lastSeenAt: userSession.lastSeenAt,
      expiresAt: userSession.expiresAt,
    })
    .from(userSession)
    .where(and(eq(userSession.userId, userId), ...live(now)))
    .orderBy(desc(userSession.lastSeenAt), desc(userSession.id))
    .limit(100);
}

/** Ends one session of this person; somebody else's is left alone, and false is the answer. */
export async function endSession(
  { db }: Db,
  userId: Id<"user">,
  id: string,
  now = wallClock(),
): Promise<boolean> {
  const ended = await db
    .update(userSession)
    .set({ endedAt: now })
    .where(and(sql`${userSession.id}::text = ${id}`, eq(userSession.userId, userId), ...live(now)))
    .returning({ id: userSession.id });
  return ended.length > 0;
}

/** "Sign out everywhere else": ends all but the one that asks. Gives how many. */
export async function endOtherSessions(
  { db }: Db,
  userId: Id<"user">,
  keep: Id<"session">,
  now = wallClock(),
): Promise<number> {
  const ended = await db
    .update(userSession)
    .set({ endedAt: now })
    .where(and(eq(userSession.userId, userId), ne(userSession.id, keep), ...live(now)))
    .returning({ id: userSession.id });
  return ended.length;
}

/**
 * Ends all of somebody's sessions, and those that are just being opened with what held before: the version in their
 * cookie is the old one. For a new password, a deactivation, a reset factor; whoever asked for it and stays signs in anew
 * (`openSession` with the version that this gives).
 */
export async function endAllSessions({ db }: Db, userId: Id<"user">, now = wallClock()): Promise<number> {
  const [user] = await db
    .update(appUser)
    .set({ sessionVersion: sql`${appUser.sessionVersion} + 1` })
    .where(eq(appUser.id, userId))
    .returning({ version: appUser.sessionVersion });
  await db
    .update(userSession)
    .set({ endedAt: now })
    .where(and(eq(userSession.userId, userId), isNull(userSession.endedAt)));
  return user?.version ?? 0;
}

/** Deletes what ended long ago. Gives how many rows went. */
export async function forgetOldSessions({ db }: Db, now = wallClock()): Promise<number> {
  const before = new Date(now.getTime() - keptMs);
  const gone = await db
    .delete(userSession)
    .where(or(lt(userSession.expiresAt, before), lt(userSession.endedAt, before)));
  return gone.rowCount ?? 0;
}

const live = (now: Date) => [isNull(userSession.endedAt), gt(userSession.expiresAt, now)];

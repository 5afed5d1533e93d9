import { and, asc, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { accountLink, appUser } from "@/db/schema";
import type { StaffRole } from "@/server/auth/roles";
import { sessionsOf } from "@/server/auth/user-sessions";
import { linkStanding } from "@/server/domain/account/account-link";
import { readLink } from "@/server/domain/account/account-link.store";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";

const person = {
  id: appUser.id,
  name: appUser.name,
  email: appUser.email,
  role: sql<StaffRole>`${appUser.role}`,
  active: appUser.active,
  hasFactor: sql<boolean>`${appUser.totpConfirmedAt} is not null`,
  lastSignInAt: appUser.lastSignInAt,
  deactivatedAt: appUser.deactivatedAt,
  invitedBy: appUser.invitedBy,
  createdAt: appUser.createdAt,
};

/** Everybody who works here, and the invitations that wait. */
export async function staffPage({ db }: Reader) {
  const [people, invitations] = await Promise.all([
    db
      .select(person)
      .from(appUser)
      .where(ne(appUser.role, "shopper"))
      .orderBy(desc(appUser.active), asc(appUser.name)),
    db
      .select({
        id: accountLink.id,
        email: accountLink.email,
        name: accountLink.name,
        role: sql<StaffRole>`${accountLink.role}`,
        createdBy: accountLink.createdBy,
        createdAt: accountLink.createdAt,
        expiresAt: accountLink.expiresAt,
      })
      .from(accountLink)
      .where(
        and(
          eq(accountLink.purpose, "staff_invite"),
          isNull(accountLink.usedAt),
          isNull(accountLink.revokedAt),
        ),
      )
      .orderBy(desc(accountLink.createdAt))
      .limit(100),
  ]);
  return { people, invitations };
}

/** One member of staff, and where they are signed in. */
export async function colleaguePage({ db }: Reader, id: string) {
  const [found] = await db
    .select(person)
    .from(appUser)
    .where(and(sql`${appUser.id}::text = ${id}`, ne(appUser.role, "shopper")));
  if (!found) throw new DomainError("not_found", "There is nobody of this kind among the staff.");
  return { person: found, sessions: await sessionsOf({ db }, asId<"user">(id)) };
}

/** Somebody's own standing. */
export async function ownPage({ db }: Reader, id: Id<"user">) {
  const [found] = await db
    .select({ ...person, recoveryCodes: sql<number>`cardinality(${appUser.recoveryCodes})` })
    .from(appUser)
    .where(eq(appUser.id, id));
  if (!found) throw new DomainError("not_found", "This account is no longer there.");
  return { person: found, sessions: await sessionsOf({ db }, id) };
}

/** Who an invitation is for, while it is open. */
export async function invitationPage(reader: Reader, id: Id<"accountLink"> | null) {
  const link = id ? await readLink(reader, id) : undefined;
  if (link?.purpose !== "staff_invite") return null;
  return linkStanding(link, reader.now) === "open"
    ? { email: link.email, name: link.name ?? link.email, role: link.role as StaffRole }
    : null;
}

import { eq } from "drizzle-orm";
import { accountLink, appUser } from "@/db/schema";
import { hashPassword } from "@/server/auth/passwords";
import type { StaffRole } from "@/server/auth/roles";
import { endAllSessions } from "@/server/auth/user-sessions";
import { isWaiting, type UserRow, userWithEmail } from "@/server/domain/account/account.store";
import { type AccountLink, assertLinkOpen, linkRefusals } from "@/server/domain/account/account-link";
import { lockLink, readLink } from "@/server/domain/account/account-link.store";
import { passwordProblem } from "@/server/domain/account/password";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";

/** Makes whoever was invited a member of staff, under the password they chose. The link is good once. */
export async function joinStaff(ctx: Ctx, linkId: Id<"accountLink">, password: string): Promise<UserRow> {
  const asked = invitation(await readLink(ctx, linkId), ctx.now);
  const problem = passwordProblem(password, asked);
  if (problem) throw new DomainError("invalid_input", problem, { field: "password" });
  const passwordHash = await hashPassword(password);
  const { name, role } = asked;
  const id = (await userWithEmail(ctx, asked.email))?.id ?? newId<"user">();
  // What is written from here on is the newcomer's own doing.
  return inTransaction({ ...ctx, actor: { kind: "staff", id, name, role } }, async (tx) => {
    const link = invitation(await lockLink(tx, linkId), tx.now);
    const user = await keep(tx, id, {
      email: link.email,
      name: link.name,
      role: link.role,
      passwordHash,
      emailVerifiedAt: tx.now,
      invitedBy: link.createdBy,
    });
    await tx.db
      .update(accountLink)
      .set({ usedAt: tx.now, userId: user.id })
      .where(eq(accountLink.id, linkId));
    await record(tx, fact("StaffJoined", { userId: user.id, name: user.name, role: user.role }));
    return user;
  });
}

/** An invitation that still lets somebody in; refuses in the words of other links. */
function invitation(link: AccountLink | undefined, now: Date) {
  assertLinkOpen(link, "staff_invite", now);
  const { name, role } = link;
  if (name === null || role === null || role === "shopper")
    throw new DomainError("not_found", linkRefusals.unknown, { link: "unknown" });
  const staffRole: StaffRole = role;
  return { ...link, name, role: staffRole };
}

type Newcomer = Pick<UserRow, "email" | "name" | "role" | "passwordHash" | "emailVerifiedAt" | "invitedBy">;

async function keep(tx: TxCtx, id: Id<"user">, newcomer: Newcomer): Promise<UserRow> {
  const before = await userWithEmail(tx, newcomer.email);
  if (before && !isWaiting(before))
    throw new DomainError("invalid_transition", "This address has an account by now. Sign in with it.");
  // Somebody typed this address to register and never showed that it is theirs; the invited have shown it now.
  if (before) await endAllSessions(tx, before.id);
  const [user] = before
    ? await tx.db.update(appUser).set(newcomer).where(eq(appUser.id, before.id)).returning()
    : await tx.db
        .insert(appUser)
        .values({ id, ...newcomer, createdAt: tx.now })
        .returning();
  if (!user) throw new Error("The newcomer was not written.");
  return user;
}

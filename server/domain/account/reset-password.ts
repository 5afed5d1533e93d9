import { eq } from "drizzle-orm";
import { appUser } from "@/db/schema";
import { hashPassword } from "@/server/auth/passwords";
import { endAllSessions } from "@/server/auth/user-sessions";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { claimCustomer, isWaiting, lockUser, readUser } from "./account.store";
import { assertLinkOpen, linkRefusals } from "./account-link";
import { lockLink, readLink, useLink } from "./account-link.store";
import { passwordProblem } from "./password";

/**
 * Sets the password of whoever holds the link, and ends all their sessions: they sign in anew, with their second factor
 * where they have one. Reading the mail proves the address as well, so an account that waited for that is complete.
 */
export async function resetPassword(ctx: Ctx, linkId: Id<"accountLink">, password: string): Promise<void> {
  const link = await readLink(ctx, linkId);
  assertLinkOpen(link, "reset_password", ctx.now);
  const { userId } = link;
  const owner = userId ? await readUser(ctx, userId) : undefined;
  if (!userId || !owner) throw new DomainError("not_found", linkRefusals.unknown, { link: "unknown" });
  const problem = passwordProblem(password, owner);
  if (problem) throw new DomainError("invalid_input", problem, { field: "password" });
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx, async (tx) => {
    const user = await lockUser(tx, userId);
    const locked = await lockLink(tx, linkId);
    assertLinkOpen(locked, "reset_password", tx.now);
    // The address was changed after the mail went out: its old mailbox opens nothing any more.
    if (locked.email !== user.email) throw new DomainError("not_found", linkRefusals.used, { link: "used" });
    await useLink(tx, locked, userId);
    await tx.db.update(appUser).set({ passwordHash }).where(eq(appUser.id, userId));
    await endAllSessions(tx, userId);
    if (isWaiting(user)) await claimCustomer(tx, user);
    await record(tx, fact("AccountSecurityChanged", { userId, change: "password", email: user.email }));
  });
}

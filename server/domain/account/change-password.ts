import { eq } from "drizzle-orm";
import { appUser } from "@/db/schema";
import { checkPassword, hashPassword } from "@/server/auth/passwords";
import { endAllSessions } from "@/server/auth/user-sessions";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { lockUser, readUser, type UserRow } from "./account.store";
import { revokeLinks } from "./account-link.store";
import { passwordProblem } from "./password";

type Input = { current: string; password: string };

/**
 * Exchanges the password for another and ends every session, that of a thief too. Returns the account with its new session
 * version: the browser that asked is signed in again with it.
 */
export async function changePassword(
  ctx: Ctx,
  userId: Id<"user">,
  { current, password }: Input,
): Promise<UserRow> {
  const before = await assertPassword(ctx, userId, current, "current");
  const problem = passwordProblem(password, before);
  if (problem) throw new DomainError("invalid_input", problem, { field: "password" });
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, async (tx) => {
    const user = await lockUser(tx, userId);
    if (user.passwordHash !== before.passwordHash)
      throw new DomainError(
        "changed_meanwhile",
        "Your password was changed just now. Sign in with the new one.",
      );
    await tx.db.update(appUser).set({ passwordHash }).where(eq(appUser.id, userId));
    const sessionVersion = await endAllSessions(tx, userId);
    await revokeLinks(tx, userId);
    await record(tx, fact("AccountSecurityChanged", { userId, change: "password", email: user.email }));
    return { ...user, passwordHash, sessionVersion };
  });
}

/** Asks for the password again before something that a borrowed browser must not do. */
export async function assertPassword(
  ctx: Ctx,
  userId: Id<"user">,
  password: string,
  field = "password",
): Promise<UserRow> {
  const user = await readUser(ctx, userId);
  const right = await checkPassword(user?.active ? user.passwordHash : null, password);
  if (!user || !right) throw new DomainError("unauthenticated", "That is not your password.", { field });
  return user;
}

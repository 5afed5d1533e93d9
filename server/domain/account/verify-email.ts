import { checkPassword } from "@/server/auth/passwords";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { claimCustomer, isWaiting, lockUser, readUser, type UserRow } from "./account.store";
import { assertLinkOpen } from "./account-link";
import { lockLink, readLink, useLink } from "./account-link.store";
import { noteConsent } from "./change-consent";

type Input = { linkId: Id<"accountLink">; password: string; acceptsMarketing: boolean };

/**
 * Proves an address: whoever reads its mail and knows the password that was chosen. Either alone is not enough, so that
 * nobody gets into an account that a stranger prepared with another's address. Returns who may be signed in.
 */
export async function verifyEmail(ctx: Ctx, { linkId, password, acceptsMarketing }: Input): Promise<UserRow> {
  const link = await readLink(ctx, linkId);
  assertLinkOpen(link, "verify_email", ctx.now);
  const before = link.userId ? await readUser(ctx, link.userId) : undefined;
  const right = await checkPassword(before?.active ? before.passwordHash : null, password);
  if (!before || !right)
    throw new DomainError("unauthenticated", "That is not the password you chose when you registered.", {
      field: "password",
    });
  return inTransaction(ctx, async (tx) => {
    const user = await lockUser(tx, before.id);
    const locked = await lockLink(tx, linkId);
    assertLinkOpen(locked, "verify_email", tx.now);
    // Registered once more meanwhile, with another password.
    if (user.passwordHash !== before.passwordHash || user.email !== locked.email || !isWaiting(user))
      throw new DomainError("changed_meanwhile", "This account was changed just now. Try again.");
    await useLink(tx, locked, user.id);
    const customerId = await claimCustomer(tx, user);
    if (acceptsMarketing) await noteConsent(tx, customerId, true);
    return { ...user, customerId, emailVerifiedAt: tx.now };
  });
}

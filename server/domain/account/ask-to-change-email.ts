import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { isWaiting, lockShopper, userWithEmail } from "./account.store";
import { issueLink, revokeLinks } from "./account-link.store";
import { assertPassword } from "./change-password";

/**
 * Mails a link to the new address; the old one stays until it is followed. An address that has an account already hears of
 * that instead, and whoever asked hears nothing of it.
 */
export async function askToChangeEmail(
  ctx: Ctx,
  userId: Id<"user">,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const { email: now } = await assertPassword(ctx, userId, password);
  if (now === email)
    throw new DomainError("invalid_input", "This is your address already.", { field: "email" });
  await inTransaction(ctx, async (tx) => {
    await lockShopper(tx, userId);
    await revokeLinks(tx, userId, "change_email");
    const owner = await userWithEmail(tx, email);
    // One that waits for its proof is nobody's: whoever reads the mail decides.
    const taken = owner !== undefined && !isWaiting(owner);
    await issueLink(tx, {
      purpose: taken ? "reset_password" : "change_email",
      email,
      userId: !taken ? userId : owner.active ? owner.id : null,
      because: "change_email",
    });
  });
}

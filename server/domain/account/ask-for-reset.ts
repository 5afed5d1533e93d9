import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { userWithEmail } from "./account.store";
import { issueLink } from "./account-link.store";

/**
 * Mails a link that sets a new password. An address without an account gets a mail too, which says so: whoever asks hears
 * and waits the same, and the owner of the address is the one who learns.
 */
export function askForReset(ctx: Ctx, email: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const user = await userWithEmail(tx, email);
    await issueLink(tx, {
      purpose: "reset_password",
      email,
      userId: user?.active ? user.id : null,
      because: "forgot_password",
    });
  });
}

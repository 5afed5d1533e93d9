import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { isWaiting, userWithEmail } from "./account.store";
import { issueLink } from "./account-link.store";

/** Mails the link once more to somebody who has just given the right password and has not followed it yet. */
export function askToVerifyAgain(ctx: Ctx, email: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const user = await userWithEmail(tx, email);
    if (!user?.active || !isWaiting(user)) return;
    await issueLink(tx, { purpose: "verify_email", email, userId: user.id, because: "sign_in" });
  });
}

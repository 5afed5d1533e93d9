import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { isWaiting, lockUser } from "./account.store";
import { issueLink } from "./account-link.store";

/** Mails the link once more to somebody who has just given the right password and has not followed it yet. */
export function askToVerifyAgain(ctx: Ctx, userId: Id<"user">): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const user = await lockUser(tx, userId);
    if (!isWaiting(user)) return;
    await issueLink(tx, { purpose: "verify_email", email: user.email, userId, because: "sign_in" });
  });
}

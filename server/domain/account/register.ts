import { sql } from "drizzle-orm";
import { appUser } from "@/db/schema";
import { hashPassword } from "@/server/auth/passwords";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/id";
import type { RegisterInput } from "./account.schema";
import { isWaiting, userWithEmail } from "./account.store";
import { issueLink } from "./account-link.store";

/**
 * Notes an account that becomes one when its address is proven, and mails the link. An address that has an account, a
 * shopper's or one of the staff, keeps it as it is, and its owner is told by mail; whoever typed it hears and waits the same.
 *
 * Registering once more before the link was followed replaces name and password: the link asks for the password, so
 * somebody else's guess at an address opens nothing.
 */
export async function register(ctx: Ctx, { email, name, password }: RegisterInput): Promise<void> {
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx, async (tx) => {
    await tx.db
      .insert(appUser)
      .values({ id: newId<"user">(), email, name, passwordHash, role: "shopper", createdAt: tx.now })
      .onConflictDoUpdate({
        target: appUser.email,
        set: { name, passwordHash },
        setWhere: sql`${appUser.role} = 'shopper' and ${appUser.customerId} is null and ${appUser.active}`,
      });
    const user = await userWithEmail(tx, email);
    const waiting = user !== undefined && isWaiting(user);
    await issueLink(tx, {
      purpose: waiting ? "verify_email" : "reset_password",
      email,
      userId: user?.active ? user.id : null,
      because: "register",
    });
  });
}

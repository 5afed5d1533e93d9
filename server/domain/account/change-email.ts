import { and, asc, eq, inArray, isNull, ne } from "drizzle-orm";
import { appUser, customer, orders } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { isWaiting, lockUser, userWithEmail } from "./account.store";
import { assertLinkOpen, linkRefusals } from "./account-link";
import { lockLink, readLink, useLink } from "./account-link.store";

/**
 * Moves an account to the address that the link was mailed to. Orders placed with that address as a guest come along; those
 * of the account keep the address they were placed with. The old address is told.
 */
export async function changeEmail(ctx: Ctx, linkId: Id<"accountLink">): Promise<{ email: string }> {
  const link = await readLink(ctx, linkId);
  assertLinkOpen(link, "change_email", ctx.now);
  const { userId, email } = link;
  if (!userId) throw new DomainError("not_found", linkRefusals.unknown, { link: "unknown" });
  return inTransaction(ctx, async (tx) => {
    const user = await lockUser(tx, userId);
    const { customerId } = user;
    const locked = await lockLink(tx, linkId);
    assertLinkOpen(locked, "change_email", tx.now);
    if (!customerId) throw new DomainError("forbidden", "Confirm your first address before you change it.");
    await makeRoom(tx, email);
    const claimed = await takeGuest(tx, customerId, email);
    await useLink(tx, locked, userId);
    await tx.db.update(appUser).set({ email, emailVerifiedAt: tx.now }).where(eq(appUser.id, userId));
    await tx.db.update(customer).set({ email }).where(eq(customer.id, customerId));
    await record(
      tx,
      fact("CustomerEmailChanged", { customerId, userId }),
      fact("AccountSecurityChanged", { userId, change: "email", email: user.email }),
      ...(claimed > 0 ? [fact("OrdersClaimed", { customerId, orders: claimed })] : []),
    );
    return { email };
  });
}

/** Nobody else may have the address; a registration that was never proven gives way to whoever reads the mail. */
async function makeRoom(tx: TxCtx, email: string): Promise<void> {
  const other = await userWithEmail(tx, email);
  if (!other) return;
  if (!isWaiting(other))
    throw new DomainError("not_found", "This address has an account of its own by now. Sign in with it.", {
      link: "used",
    });
  await tx.db.delete(appUser).where(and(eq(appUser.id, other.id), isNull(appUser.customerId)));
}

/** The guest of an address becomes this customer; gives how many orders came along. */
async function takeGuest(tx: TxCtx, customerId: Id<"customer">, email: string): Promise<number> {
  const [guest] = await tx.db
    .select({ id: customer.id })
    .from(customer)
    .where(and(eq(customer.email, email), ne(customer.id, customerId)));
  if (!guest) return 0;
  // An order that is just being placed for the guest waits here, or is seen below.
  await tx.db
    .select({ id: customer.id })
    .from(customer)
    .where(inArray(customer.id, [customerId, guest.id]))
    .orderBy(asc(customer.id))
    .for("update");
  const moved = await tx.db
    .update(orders)
    .set({ customerId })
    .where(eq(orders.customerId, guest.id))
    .returning({ id: orders.id });
  await tx.db.delete(customer).where(eq(customer.id, guest.id));
  return moved.length;
}

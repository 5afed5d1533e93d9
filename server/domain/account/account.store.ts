import { eq, sql } from "drizzle-orm";
import { appUser, customer, orders } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";

export type UserRow = typeof appUser.$inferSelect;

/** Somebody who registered and has not followed the link in their mail: nobody yet, whatever they typed. */
export const isWaiting = (user: Pick<UserRow, "role" | "customerId">): boolean =>
  user.role === "shopper" && user.customerId === null;

export async function userWithEmail({ db }: Pick<Reader, "db">, email: string): Promise<UserRow | undefined> {
  const [row] = await db.select().from(appUser).where(eq(appUser.email, email));
  return row;
}

export async function readUser({ db }: Pick<Reader, "db">, id: Id<"user">): Promise<UserRow | undefined> {
  const [row] = await db.select().from(appUser).where(eq(appUser.id, id));
  return row;
}

/** An account's row, locked until the transaction ends: before its customer, its links after neither. */
export async function lockUser(tx: TxCtx, id: Id<"user">): Promise<UserRow> {
  const [row] = await tx.db.select().from(appUser).where(eq(appUser.id, id)).for("update");
  if (!row?.active) throw new DomainError("not_found", "This account is no longer there.");
  return row;
}

/** The shopper behind an account whose address is proven. */
export async function lockShopper(
  tx: TxCtx,
  id: Id<"user">,
): Promise<UserRow & { customerId: Id<"customer"> }> {
  const user = await lockUser(tx, id);
  const { customerId } = user;
  if (!customerId) throw new DomainError("forbidden", "Confirm your e-mail address first.");
  await tx.db.select({ id: customer.id }).from(customer).where(eq(customer.id, customerId)).for("update");
  return { ...user, customerId };
}

/**
 * Ties an account to the customer of its address, now that the address is proven: orders placed with it as a guest are the
 * account's from here on, earlier ones and later ones, because a guest's order belongs to the customer of its address.
 */
export async function claimCustomer(tx: TxCtx, user: UserRow): Promise<Id<"customer">> {
  const [row] = await tx.db
    .insert(customer)
    .values({ id: newId<"customer">(), email: user.email, name: user.name, createdAt: tx.now })
    .onConflictDoUpdate({ target: customer.email, set: { name: user.name } })
    .returning({ id: customer.id });
  if (!row) throw new Error("The customer was not written.");
  await tx.db
    .update(appUser)
    .set({ customerId: row.id, emailVerifiedAt: tx.now })
    .where(eq(appUser.id, user.id));
  const ids = { customerId: row.id, userId: user.id };
  const claimed = await ordersOf(tx, row.id);
  await record(
    tx,
    fact("CustomerRegistered", ids),
    fact("CustomerEmailVerified", ids),
    ...(claimed > 0 ? [fact("OrdersClaimed", { customerId: row.id, orders: claimed })] : []),
  );
  return row.id;
}

const ordersOf = async (tx: TxCtx, customerId: Id<"customer">): Promise<number> => {
  const [row] = await tx.db
    .select({ orders: sql<number>`count(*)::int` })
    .from(orders)
    .where(eq(orders.customerId, customerId));
  return row?.orders ?? 0;
};

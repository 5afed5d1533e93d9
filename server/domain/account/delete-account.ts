import { eq } from "drizzle-orm";
import { customer, customerAddress } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { lockShopper } from "./account.store";
import { assertPassword } from "./change-password";
import { eraseOrder, overdueErasures } from "./erase-orders";
import { tracesOf } from "./erasure";
import { addressesOf, erasePerson } from "./erasure.store";

/**
 * Removes the account and the person; what was sold and paid stays without them. Orders that are under way keep what is
 * needed to deliver them and to write about them until they are over; a sweep blanks them then. docs/erasure.md says what
 * becomes of every table.
 */
export async function deleteAccount(ctx: Ctx, userId: Id<"user">, password: string): Promise<void> {
  await assertPassword(ctx, userId, password);
  const customerId = await inTransaction(ctx, async (tx) => {
    const user = await lockShopper(tx, userId);
    const [known] = await tx.db.select().from(customer).where(eq(customer.id, user.customerId));
    const book = await tx.db
      .select({ address: customerAddress.address })
      .from(customerAddress)
      .where(eq(customerAddress.customerId, user.customerId));
    const emails = await addressesOf(tx, userId, user.customerId);
    const traces = tracesOf({
      emails,
      names: [user.name, known?.name],
      phones: [known?.phone],
      addresses: book.map(({ address }) => address),
    });
    await record(tx, fact("CustomerErased", { customerId: user.customerId }));
    await erasePerson(tx, { userId, customerId: user.customerId, emails, traces });
    return user.customerId;
  });
  // The account is gone; what is left here after a crash, the sweep finishes.
  for (const { id } of await overdueErasures(ctx, customerId)) await eraseOrder(ctx, id);
}

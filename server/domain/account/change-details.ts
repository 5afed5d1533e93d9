import { eq } from "drizzle-orm";
import { appUser, customer } from "@/db/schema";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { DetailsInput } from "./account.schema";
import { lockShopper } from "./account.store";

/** Saves how a shopper is called and reached; their orders keep what was given with them. */
export const changeDetails = (ctx: Ctx, userId: Id<"user">, { name, phone }: DetailsInput): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { customerId } = await lockShopper(tx, userId);
    await tx.db.update(appUser).set({ name }).where(eq(appUser.id, userId));
    await tx.db
      .update(customer)
      .set({ name, phone: phone ?? null })
      .where(eq(customer.id, customerId));
  });

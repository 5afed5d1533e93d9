import { and, eq, ne } from "drizzle-orm";
import { customer } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { lockShopper } from "./account.store";

/** Keeps whether a customer wants to hear of news, with the day they said so; saying the same again is no change. */
export async function noteConsent(tx: TxCtx, customerId: Id<"customer">, accepts: boolean): Promise<void> {
  const changed = await tx.db
    .update(customer)
    .set({ acceptsMarketing: accepts, marketingChangedAt: tx.now })
    .where(and(eq(customer.id, customerId), ne(customer.acceptsMarketing, accepts)))
    .returning({ id: customer.id });
  if (changed.length > 0) await record(tx, fact("MarketingConsentChanged", { customerId, accepts }));
}

export const changeConsent = (ctx: Ctx, userId: Id<"user">, accepts: boolean): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { customerId } = await lockShopper(tx, userId);
    await noteConsent(tx, customerId, accepts);
  });

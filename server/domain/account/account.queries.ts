import { eq } from "drizzle-orm";
import { appUser, customer } from "@/db/schema";
import { readOrder } from "@/server/domain/order/order.store";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";

export type AccountDetails = {
  email: string;
  name: string;
  phone: string | null;
  acceptsMarketing: boolean;
  /** Since when the answer about news is that. */
  marketingChangedAt: Date | null;
  secondFactor: boolean;
  since: Date;
};

/** What an account holds of its person. */
export async function accountDetails({ db }: Reader, userId: Id<"user">): Promise<AccountDetails> {
  const [row] = await db
    .select({ user: appUser, customer })
    .from(appUser)
    .innerJoin(customer, eq(customer.id, appUser.customerId))
    .where(eq(appUser.id, userId));
  if (!row) throw new DomainError("not_found", "This account is no longer there.");
  return {
    email: row.user.email,
    name: row.user.name,
    phone: row.customer.phone,
    acceptsMarketing: row.customer.acceptsMarketing,
    marketingChangedAt: row.customer.marketingChangedAt,
    secondFactor: row.user.totpConfirmedAt !== null,
    since: row.user.emailVerifiedAt ?? row.user.createdAt,
  };
}

/** What the buyer of an order typed about themselves, to fill the form for an account. */
export async function orderBuyer(
  reader: Reader,
  orderId: Id<"order">,
): Promise<{ email: string; name: string }> {
  const { email, customerName: name } = await readOrder(reader, orderId);
  return { email, name };
}

import { and, asc, desc, eq, sql } from "drizzle-orm";
import { customerAddress } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";

export type KeptAddress = typeof customerAddress.$inferSelect;

/** A customer's addresses, the default one first. */
export const addressBook = ({ db }: Pick<Reader, "db">, customerId: Id<"customer">): Promise<KeptAddress[]> =>
  db
    .select()
    .from(customerAddress)
    .where(eq(customerAddress.customerId, customerId))
    .orderBy(desc(customerAddress.isDefault), asc(customerAddress.createdAt), asc(customerAddress.id));

/** One of their own addresses; somebody else's is not there. */
export async function keptAddress(
  { db }: Pick<Reader, "db">,
  customerId: Id<"customer">,
  id: string,
): Promise<KeptAddress> {
  const [row] = await db
    .select()
    .from(customerAddress)
    .where(and(sql`${customerAddress.id}::text = ${id}`, eq(customerAddress.customerId, customerId)));
  if (!row) throw new DomainError("not_found", "This address is no longer in your account.");
  return row;
}

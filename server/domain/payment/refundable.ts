import { and, desc, eq, ne, sql } from "drizzle-orm";
import { dispute, payment } from "@/db/schema";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { PaymentRow } from "./payment.store";

/** What may still go back of a payment: what a dispute has taken, or may take, can't be given back as well. */
export async function refundable(
  { db }: Pick<Reader, "db">,
  paid: Pick<PaymentRow, "id" | "capturedAmount" | "refundedAmount">,
): Promise<{ left: number; disputed: number }> {
  const [row] = await db
    .select({ amount: sql<number>`coalesce(sum(${dispute.amount}), 0)::int` })
    .from(dispute)
    .where(and(eq(dispute.paymentId, paid.id), ne(dispute.status, "won")));
  const kept = paid.capturedAmount - paid.refundedAmount;
  const disputed = Math.min(kept, row?.amount ?? 0);
  return { left: kept - disputed, disputed };
}

/** An order's captured payment; of several, the one with most of its money still here. */
const captured = ({ db }: Pick<Reader, "db">, orderId: Id<"order">) =>
  db
    .select()
    .from(payment)
    .where(and(eq(payment.orderId, orderId), eq(payment.status, "captured")))
    .orderBy(desc(sql`${payment.capturedAmount} - ${payment.refundedAmount}`), payment.createdAt)
    .limit(1);

/** What the money of an order allows: its captured payment, or null. */
export const readMoney = async (
  reader: Pick<Reader, "db">,
  orderId: Id<"order">,
): Promise<PaymentRow | null> => (await captured(reader, orderId))[0] ?? null;

/** The same, locked; the order must be locked before, and its shipments only after. */
export const lockMoney = async (tx: TxCtx, orderId: Id<"order">): Promise<PaymentRow | null> =>
  (await captured(tx, orderId).for("update"))[0] ?? null;

import { and, asc, eq, isNull } from "drizzle-orm";
import { dispute } from "@/db/schema";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { PaymentProvider } from "./payment";

type DisputeRow = typeof dispute.$inferSelect;

const by = (provider: PaymentProvider, ref: string) =>
  and(eq(dispute.provider, provider), eq(dispute.providerRef, ref));

/** A dispute by the provider's reference; null for one that we have not heard of. */
export async function findDispute(
  { db }: Pick<Reader, "db">,
  provider: PaymentProvider,
  ref: string,
): Promise<DisputeRow | null> {
  const [row] = await db.select().from(dispute).where(by(provider, ref));
  return row ?? null;
}

/** The same, locked; its order and payment must be locked before. */
export async function lockDispute(
  tx: TxCtx,
  provider: PaymentProvider,
  ref: string,
): Promise<DisputeRow | null> {
  const [row] = await tx.db.select().from(dispute).where(by(provider, ref)).for("update");
  return row ?? null;
}

/** Those that are not decided yet, for asking about them; the oldest news first. */
export const openDisputes = (
  { db }: Pick<Reader, "db">,
  limit: number,
): Promise<{ id: Id<"dispute">; provider: PaymentProvider; ref: string }[]> =>
  db
    .select({ id: dispute.id, provider: dispute.provider, ref: dispute.providerRef })
    .from(dispute)
    .where(isNull(dispute.closedAt))
    .orderBy(asc(dispute.changedAt))
    .limit(limit);

import { eq } from "drizzle-orm";
import { pickScan } from "@/db/schema";
import type { Reader, TxCtx } from "@/server/kernel/ctx";

type Answer = Record<string, unknown>;

/** What was answered to a scan that has been booked; null for a new one. */
export async function knownAnswer<T extends Answer>(
  { db }: Pick<Reader, "db">,
  scan: string | undefined,
): Promise<T | null> {
  if (!scan) return null;
  const [known] = await db.select({ answer: pickScan.answer }).from(pickScan).where(eq(pickScan.id, scan));
  return (known?.answer as T | undefined) ?? null;
}

/**
 * Books a scan once, however often a handheld sends it: a repeated one gets the same answer and changes nothing. The caller
 * has locked what the scan is about, so that the same scan twice at a time comes one after the other. A refused scan
 * changed nothing, and is looked at anew.
 */
export async function bookOnce<T extends Answer>(
  tx: TxCtx,
  scan: string | undefined,
  book: () => Promise<T>,
): Promise<T> {
  const known = await knownAnswer<T>(tx, scan);
  if (known) return known;
  const answer = await book();
  if (scan) await tx.db.insert(pickScan).values({ id: scan, answer, at: tx.now });
  return answer;
}

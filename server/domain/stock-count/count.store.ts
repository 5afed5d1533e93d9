import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { location, stockCount, stockCountLine } from "@/db/schema";
import { actorName, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import type { Shelf } from "../inventory/stock.store";
import { type CountSource, canMove, type StockCountStatus, standing } from "./stock-count";

type CountRow = typeof stockCount.$inferSelect & { place: string };
export type CountLineRow = typeof stockCountLine.$inferSelect;

/** A count by its number, locked: whoever counts, decides or closes waits for the others for a moment. */
export async function lockCount(
  tx: TxCtx,
  by: { number: string } | { id: Id<"stockCount"> },
): Promise<CountRow> {
  const [row] = await tx.db
    .select({ count: stockCount, place: location.code })
    .from(stockCount)
    .innerJoin(location, eq(location.id, stockCount.locationId))
    .where("id" in by ? eq(stockCount.id, by.id) : eq(stockCount.number, by.number))
    .for("update", { of: stockCount });
  if (!row)
    throw new DomainError("not_found", `There is no count ${"number" in by ? by.number : "like this"}.`, {});
  return { ...row.count, place: row.place };
}

/** The count of a line and the line itself, both locked. */
export async function lockLine(
  tx: TxCtx,
  id: Id<"stockCountLine">,
): Promise<{ count: CountRow; line: CountLineRow }> {
  const [found] = await tx.db
    .select({ countId: stockCountLine.countId })
    .from(stockCountLine)
    .where(eq(stockCountLine.id, id));
  if (!found) throw new DomainError("not_found", "This line is on no list any more. Load the page again.");
  const count = await lockCount(tx, { id: found.countId });
  const [line] = await tx.db.select().from(stockCountLine).where(eq(stockCountLine.id, id));
  if (!line) throw new Error("A line of a count was removed.");
  return { count, line };
}

export const linesOf = (tx: TxCtx, countId: Id<"stockCount">, ids?: readonly string[]) =>
  tx.db
    .select()
    .from(stockCountLine)
    .where(
      and(
        eq(stockCountLine.countId, countId),
        ids ? inArray(stockCountLine.id, ids as Id<"stockCountLine">[]) : undefined,
      ),
    )
    .orderBy(asc(stockCountLine.position));

type NewCount = { id?: Id<"stockCount">; locationId: Id<"location">; name: string; source: CountSource };
export type OpenedCount = { id: Id<"stockCount">; number: string };

/** A new count under the next number; null when a count of this id is there already. */
export async function insertCount(tx: TxCtx, about: NewCount): Promise<OpenedCount | null> {
  const [row] = await tx.db
    .insert(stockCount)
    .values({
      ...about,
      id: about.id ?? newId<"stockCount">(),
      number: sql`'SC-' || nextval('stock_count_number')`,
      status: "open",
      createdBy: actorName(tx.actor),
      createdAt: tx.now,
    })
    .onConflictDoNothing({ target: stockCount.id })
    .returning({ id: stockCount.id, number: stockCount.number });
  return row ?? null;
}

/** Shelves to count, after those that are on the list already. */
export async function insertLines(
  tx: TxCtx,
  countId: Id<"stockCount">,
  shelves: readonly Omit<Shelf, "locationId">[],
  first = 1,
): Promise<void> {
  await tx.db.insert(stockCountLine).values(
    shelves.map(({ variantId, lotId }, i) => ({
      id: newId<"stockCountLine">(),
      countId,
      position: first + i,
      variantId,
      lotId,
      status: "to_count" as const,
    })),
  );
}

export async function saveLine(
  tx: TxCtx,
  id: Id<"stockCountLine">,
  changes: Partial<CountLineRow>,
): Promise<void> {
  await tx.db.update(stockCountLine).set(changes).where(eq(stockCountLine.id, id));
}

export async function saveCount(tx: TxCtx, count: CountRow, status: StockCountStatus): Promise<void> {
  if (status === count.status) return;
  if (!canMove(count.status, status)) throw refuseEnded(count);
  await tx.db
    .update(stockCount)
    .set({ status, closedAt: status === "closed" || status === "cancelled" ? tx.now : null })
    .where(eq(stockCount.id, count.id));
}

export type Left = { toCount: number; toApprove: number };

export async function leftOf(tx: TxCtx, countId: Id<"stockCount">): Promise<Left> {
  const { rows } = await tx.db.execute<Left>(sql`
    select count(*) filter (where status = 'to_count')::int as "toCount",
           count(*) filter (where status = 'to_approve')::int as "toApprove"
      from stock_count_line where count_id = ${countId}`);
  return rows[0] ?? { toCount: 0, toApprove: 0 };
}

/** Moves a count on to where its lines put it. */
export async function followLines(tx: TxCtx, count: CountRow): Promise<Left & { status: StockCountStatus }> {
  const left = await leftOf(tx, count.id);
  const status = standing(count, left);
  await saveCount(tx, count, status);
  return { ...left, status };
}

export function assertRunning(count: CountRow): void {
  if (count.status !== "open" && count.status !== "review") throw refuseEnded(count);
}

const refuseEnded = ({ number, status }: CountRow) =>
  new DomainError(
    "invalid_transition",
    status === "review"
      ? `Count ${number} has differences that wait for a manager. Decide them first.`
      : `Count ${number} is ${status}; nothing can be changed on it any more.`,
    { status },
  );

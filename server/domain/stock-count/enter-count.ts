import { eq } from "drizzle-orm";
import { variant } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { minutes } from "@/server/kernel/clock";
import { actorName, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId } from "@/server/kernel/id";
import { noteLevels } from "../inventory/note-levels";
import { onHand } from "../inventory/stock";
import { bookMove, lockShelf } from "../inventory/stock.store";
import { readSettings } from "../settings/settings";
import { assertRunning, type CountLineRow, followLines, lockLine, saveLine } from "./count.store";
import { putBackSetAside, sellOnlyInDate, setAsideFor } from "./set-aside";
import { countMove, judge, type StockCountStatus } from "./stock-count";

/** What the counter hears. The difference is told only when it is booked: until then they count blind. */
export type Entered = {
  counted: number;
  status: "booked" | "to_approve";
  difference: number | null;
  /** Shelves of the list that nobody has counted yet. */
  left: number;
  count: StockCountStatus;
};

/**
 * One shelf counted. It is compared with what the books say at this moment, whoever holds the units. A difference within
 * the limits is booked at once, a larger one waits for a manager; so does one that would take units that orders hold.
 */
export function enterCount(ctx: Ctx, input: { line: string; quantity: number }): Promise<Entered> {
  return inTransaction(ctx, async (tx) => {
    const { count, line } = await lockLine(tx, asId<"stockCountLine">(input.line));
    if (isRepeat(tx, line, input.quantity)) {
      const { toCount, status } = await followLines(tx, count);
      return answer(line, toCount, status);
    }
    assertRunning(count);
    assertOpen(line);

    const [goods] = await tx.db
      .select({ sku: variant.sku, price: variant.priceAmount })
      .from(variant)
      .where(eq(variant.id, line.variantId));
    if (!goods) throw new Error("A line of a count names no variant.");
    const limits = await readSettings(tx);
    const shelf = await lockShelf(tx, { ...line, locationId: count.locationId });
    const expected = onHand(shelf);
    // What a picker did not find was set aside until now: it is missing for good, or here after all.
    const units = await setAsideFor(tx, count, shelf);
    const available = shelf.available + units;
    const found = { expected, counted: input.quantity, available, price: goods.price };
    const { difference, verdict } = judge(found, limits);
    const entered: CountLineRow = {
      ...line,
      status: verdict === "book" ? "booked" : "to_approve",
      expected,
      counted: input.quantity,
      countedBy: actorName(tx.actor),
      countedAt: tx.now,
      decidedBy: null,
      decidedAt: null,
    };
    await saveLine(tx, line.id, entered);

    const move = verdict === "book" ? countMove(difference) : null;
    const counted =
      verdict === "book" ? await putBackSetAside(tx, count, shelf, { sku: goods.sku, units }) : shelf;
    if (move) {
      const reason = `Count ${count.number}`;
      const booked = await bookMove(tx, counted, move, { reason, countId: count.id });
      if (!booked) throw new Error("A count was judged bookable and was not.");
      const about = { sku: goods.sku, location: count.place, reason, quantity: move.quantity };
      await record(tx, fact("InventoryAdjusted", { ...about, kind: "count", change: difference }));
    }
    if (counted !== shelf) await sellOnlyInDate(tx, shelf.id);
    if (move || counted !== shelf) await noteLevels(tx, [shelf.id]);
    const { toCount, status } = await followLines(tx, count);
    return answer(entered, toCount, status);
  });
}

/** A double click, or a request sent again because its answer got lost: the same person, the same figure, just now. */
const isRepeat = (tx: TxCtx, line: CountLineRow, quantity: number): boolean =>
  (line.status === "booked" || line.status === "to_approve") &&
  line.counted === quantity &&
  line.countedBy === actorName(tx.actor) &&
  line.countedAt !== null &&
  tx.now.getTime() - line.countedAt.getTime() < minutes(1);

function assertOpen(line: CountLineRow): void {
  if (line.status === "to_count" || line.status === "to_approve") return;
  const who = line.countedBy?.replace(/^staff:/, "") ?? "somebody";
  throw new DomainError(
    "invalid_transition",
    line.status === "booked"
      ? `${who} counted ${line.counted} here, and that is booked. Ask for a recount if it is wrong.`
      : `A manager left this shelf as it is. Ask for a recount if it has to be looked at again.`,
    { counted: line.counted },
  );
}

const answer = (line: CountLineRow, left: number, count: StockCountStatus): Entered => ({
  counted: line.counted ?? 0,
  status: line.status === "booked" ? "booked" : "to_approve",
  difference: line.status === "booked" ? (line.counted ?? 0) - (line.expected ?? 0) : null,
  left,
  count,
});

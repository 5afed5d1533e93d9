import { sql } from "drizzle-orm";
import { actorName, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { bookDifferences, type CountedLevel, lockCounted } from "./book-differences";
import { assertRunning, type CountLineRow, followLines, linesOf, lockCount } from "./count.store";
import { putBackSetAside, sellOnlyInDate, setAsideFor } from "./set-aside";
import type { CountLineStatus, CountSource, StockCountStatus } from "./stock-count";

export type Decision = "approve" | "recount" | "leave";
export type Decided = {
  decided: number;
  /** What could not be booked, because orders hold the units that are missing. */
  held: { sku: string; available: number; missing: number }[];
  status: StockCountStatus;
};

const outcome: Record<Decision, CountLineStatus> = {
  approve: "booked",
  recount: "to_count",
  leave: "rejected",
};

/**
 * A manager's word on differences that wait, some or all. Approved is the difference as it was found when it was counted:
 * what has been sold or received since then has nothing to do with it. Deciding the same again is quiet.
 */
export function decideCountLines(
  ctx: Ctx,
  input: { number: string; lines?: string[] | undefined; decision: Decision },
): Promise<Decided> {
  return inTransaction(ctx, async (tx) => {
    const { decision } = input;
    const count = await lockCount(tx, input);
    const lines = await linesOf(tx, count.id, input.lines);
    const waiting = lines.filter((line) => line.status === "to_approve");
    if (waiting.length === 0) {
      if (lines.some((line) => line.status !== outcome[decision] || line.decidedBy === null))
        throw alreadyDecided(lines);
      return { decided: 0, held: [], status: count.status };
    }
    assertRunning(count);
    const held = decision === "approve" ? await book(tx, count, waiting) : [];
    const done = waiting.filter((line) => !held.some((one) => one.line === line));
    if (done.length === 0) throw allHeld(held);
    await save(tx, done, decision);
    const { status } = await followLines(tx, count);
    return {
      decided: done.length,
      held: held.map(({ sku, available, missing }) => ({ sku, available, missing })),
      status,
    };
  });
}

type Held = { line: CountLineRow; sku: string; available: number; missing: number };

async function book(
  tx: TxCtx,
  count: Parameters<typeof bookDifferences>[1] & { locationId: Id<"location">; source: CountSource },
  lines: readonly CountLineRow[],
): Promise<Held[]> {
  const levels = await lockCounted(
    tx,
    lines.map(({ variantId, lotId }) => ({ variantId, lotId, locationId: count.locationId })),
  );
  const ready: typeof levels = [];
  for (const level of levels) ready.push(await withSetAside(tx, count, level, differenceOf(lines[level.at])));
  const { held } = await bookDifferences(
    tx,
    count,
    ready.map((level) => ({ level, difference: differenceOf(lines[level.at]) })),
  );
  for (const level of ready) if (!levels.includes(level)) await sellOnlyInDate(tx, level.id);
  return held.flatMap(({ level, difference }) => {
    const line = lines[level.at];
    return line ? [{ line, sku: level.sku, available: level.available, missing: -difference }] : [];
  });
}

/** What was set aside until this count is among the others again, when its difference can be booked. */
async function withSetAside(
  tx: TxCtx,
  count: Parameters<typeof book>[1],
  level: CountedLevel,
  difference: number,
): Promise<CountedLevel> {
  const units = await setAsideFor(tx, count, level);
  if (units === 0 || -difference > level.available + units) return level;
  return putBackSetAside(tx, count, level, { sku: level.sku, units });
}

const differenceOf = (line: CountLineRow | undefined): number => (line?.counted ?? 0) - (line?.expected ?? 0);

async function save(tx: TxCtx, lines: readonly CountLineRow[], decision: Decision): Promise<void> {
  const again = decision === "recount";
  await tx.db.execute(sql`
    update stock_count_line
       set status = ${outcome[decision]}::count_line_status,
           decided_by = ${actorName(tx.actor)}, decided_at = ${tx.now.toISOString()}::timestamptz
           ${again ? sql`, counted = null, expected = null, counted_by = null, counted_at = null` : sql``}
     where id in (select x::uuid from json_array_elements_text(${JSON.stringify(lines.map((line) => line.id))}::json) x)`);
}

function allHeld([first, ...others]: Held[]): DomainError {
  const { sku = "", available = 0, missing = 0 } = first ?? {};
  const more = others.length > 0 ? ` The same goes for ${others.length} more.` : "";
  return new DomainError(
    "invalid_transition",
    `${missing} of ${sku} ${missing === 1 ? "is" : "are"} missing, but only ${available} can be booked away; the rest is held by orders. Move or cancel those orders first, or ask for a recount.${more}`,
    { sku, available, missing },
  );
}

function alreadyDecided(lines: readonly CountLineRow[]): DomainError {
  const by = lines.find((line) => line.decidedBy)?.decidedBy?.replace(/^staff:/, "");
  return new DomainError(
    "invalid_transition",
    lines.length === 0
      ? "No difference waits on this count. Load the page again."
      : `${by ?? "Somebody"} was faster: this is ${by ? "decided" : "counted again"} already. Load the page again.`,
    {},
  );
}

import { and, eq, inArray, isNull } from "drizzle-orm";
import { category, stockCount, stockCountLine, variant } from "@/db/schema";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { findPlace, type Shelf } from "../inventory/stock.store";
import { chooseShelves } from "./choose-shelves";
import type { Choice, OpenCountInput } from "./count.schema";
import { insertCount, insertLines, type OpenedCount } from "./count.store";

/** Makes a list of shelves of one place to count. */
export function openCount(ctx: Ctx, input: OpenCountInput): Promise<{ number: string; lines: number }> {
  return inTransaction(ctx, async (tx) => {
    const locationId = await findPlace(tx, input.location);
    if (input.by === "skus") await assertKnown(tx, input.skus);
    const name = input.name || (await nameOf(tx, input));
    const shelves = await chooseShelves(tx, locationId, input);
    if (shelves.length === 0)
      throw new DomainError(
        "invalid_input",
        `Nothing in ${input.location} fits this choice, or it is on another open list already.`,
        { field: fields[input.by] },
      );
    const count = await insertCount(tx, { locationId, name, source: "cycle" });
    if (!count) throw new Error("The count was not written.");
    await insertLines(tx, count.id, shelves);
    return { number: count.number, lines: shelves.length };
  });
}

/**
 * Has one shelf looked at again, for whoever doubts a figure: a picker who came up short, a manager. A shelf that waits for
 * a recount already is not listed twice.
 */
export async function openRecount(tx: TxCtx, shelf: Shelf, why: string): Promise<OpenedCount> {
  const [waiting] = await tx.db
    .select({ id: stockCount.id, number: stockCount.number })
    .from(stockCount)
    .innerJoin(stockCountLine, eq(stockCountLine.countId, stockCount.id))
    .where(
      and(
        eq(stockCount.locationId, shelf.locationId),
        eq(stockCount.source, "recount"),
        eq(stockCount.status, "open"),
        eq(stockCountLine.variantId, shelf.variantId),
        shelf.lotId ? eq(stockCountLine.lotId, shelf.lotId) : isNull(stockCountLine.lotId),
        eq(stockCountLine.status, "to_count"),
      ),
    )
    .limit(1)
    // Whoever counts it this moment is waited for: then it waits for a recount no more.
    .for("update", { of: stockCount });
  if (waiting) return waiting;
  const { locationId } = shelf;
  const count = await insertCount(tx, { locationId, name: why.slice(0, 80), source: "recount" });
  if (!count) throw new Error("The count was not written.");
  await insertLines(tx, count.id, [shelf]);
  return count;
}

async function assertKnown(tx: TxCtx, skus: readonly string[]): Promise<void> {
  const rows = await tx.db
    .select({ sku: variant.sku })
    .from(variant)
    .where(inArray(variant.sku, [...skus]));
  const known = new Set(rows.map((row) => row.sku));
  const unknown = skus.filter((sku) => !known.has(sku));
  if (unknown.length === 0) return;
  const more = unknown.length > 5 ? ` and ${unknown.length - 5} more` : "";
  throw new DomainError("not_found", `There is no SKU ${unknown.slice(0, 5).join(", ")}${more}.`, {
    field: "skus",
  });
}

const fields: Record<Choice, string> = {
  category: "category",
  skus: "skus",
  stale: "days",
  value: "limit",
  movers: "limit",
  random: "limit",
};

async function nameOf(tx: TxCtx, input: OpenCountInput): Promise<string> {
  switch (input.by) {
    case "category": {
      const [row] = await tx.db
        .select({ name: category.name })
        .from(category)
        .where(eq(category.slug, input.category));
      if (!row) throw new DomainError("not_found", "There is no such category.", { field: "category" });
      return row.name;
    }
    case "skus":
      return input.skus.length === 1 ? (input.skus[0] ?? "") : `${input.skus.length} SKUs`;
    case "stale":
      return `Not counted for ${input.days} days`;
    case "value":
      return "Most valuable shelves";
    case "movers":
      return "Fastest movers";
    case "random":
      return "Random sample";
  }
}

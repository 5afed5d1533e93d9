import { csvLine } from "@/server/kernel/csv";
import type { Reader } from "@/server/kernel/ctx";
import { stockLevels } from "./inventory.queries";
import type { LevelsFilter } from "./levels.schema";

const pageSize = 1000;

/**
 * The filtered levels as CSV, page by page: memory stays the same however many there are. Expiry is a date without a time
 * of day; times are in `timeZone`, as the head says.
 */
export async function* exportLevels(
  reader: Reader,
  filter: LevelsFilter,
  timeZone: string,
): AsyncGenerator<string> {
  const time = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });
  yield csvLine([
    "SKU",
    "Title",
    "Variant",
    "Place",
    "Lot",
    "Expires (UTC date)",
    "Available",
    "Reserved",
    "Committed",
    "Unavailable",
    "On hand",
    "Incoming to the place",
    "Reorder point",
    "Reorder up to",
    `Low since (${timeZone})`,
  ]);
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await stockLevels(reader, { ...filter, cursor }, pageSize);
    yield rows
      .map((row) =>
        csvLine([
          row.sku,
          row.title,
          row.variantTitle,
          row.place,
          row.lot,
          row.expiresAt && new Date(row.expiresAt).toISOString().slice(0, 10),
          row.available,
          row.reserved,
          row.committed,
          row.unavailable,
          row.onHand,
          row.incoming,
          row.reorderPoint,
          row.reorderUpTo,
          row.lowSince && time.format(new Date(row.lowSince)),
        ]),
      )
      .join("");
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

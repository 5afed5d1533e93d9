import { vendorNames } from "@/server/domain/webhook/webhook";
import { csvLine } from "@/server/kernel/csv";
import type { Reader } from "@/server/kernel/ctx";
import { amountText } from "@/server/kernel/money";
import { differencesOf } from "./reconciliation.queries";
import type { ReconciliationFilter } from "./reconciliation.schema";

export const kindWords = {
  missing_here: "Missing here",
  missing_there: "Missing there",
  amount_differs: "Amount differs",
} as const;

/** The differences of some days as CSV. Days and times are UTC, as providers' own lists have them. */
export async function exportDifferences(reader: Reader, filter: ReconciliationFilter): Promise<string> {
  const at = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: "UTC" });
  const header = csvLine([
    "Day (UTC)",
    "Provider",
    "Difference",
    "Movement",
    "Reference",
    "Order",
    "Ours",
    "Theirs",
    "Currency",
    "Moved (UTC)",
    "State",
    "Closed (UTC)",
    "Closed by",
    "Note",
  ]);
  const lines = (await differencesOf(reader, filter)).map((one) =>
    csvLine([
      one.day,
      vendorNames[one.provider],
      kindWords[one.kind],
      one.what === "refund" ? "Refund" : "Payment",
      one.ref,
      one.orderNumber,
      one.ours === null ? null : amountText(one.ours, one.currency),
      one.theirs === null ? null : amountText(one.theirs, one.currency),
      one.currency,
      at.format(one.at),
      one.closedAt ? "closed" : "open",
      one.closedAt && at.format(one.closedAt),
      one.closedBy?.replace(/^\w+:/, "") ?? null,
      one.note,
    ]),
  );
  return header + lines.join("");
}

import { csvLine } from "@/server/kernel/csv";
import type { Reader } from "@/server/kernel/ctx";
import { listOrders } from "./order-list.queries";
import type { OrderFilter } from "./order-list.schema";

/** The filtered orders as CSV, line by line: memory stays the same however many there are. */
export async function* exportOrders(
  reader: Reader,
  filter: OrderFilter,
  timeZone: string,
): AsyncGenerator<string> {
  const at = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "medium",
    timeZone,
  });
  yield csvLine([
    "Order",
    `Placed (${timeZone})`,
    "Status",
    "Cancel reason",
    "Customer",
    "E-mail",
    "Ships to",
    "Units",
    "Total",
    "Currency",
    "Refund open",
  ]);
  let after: string | undefined;
  do {
    const { rows, older } = await listOrders(reader, filter, { timeZone, after, limit: 500 });
    yield rows
      .map((row) =>
        csvLine([
          row.number,
          at.format(row.createdAt),
          row.status,
          row.cancelReason,
          row.customerName,
          row.email,
          row.place,
          row.units,
          decimal(row.total.amount, row.total.currency),
          row.total.currency,
          row.openRefund ? "yes" : "no",
        ]),
      )
      .join("");
    after = older ?? undefined;
  } while (after !== undefined);
}

/** 4820 USD as 48.20, with a point in every locale, for spreadsheets to read. */
function decimal(amount: number, currency: string): string {
  const places = new Intl.NumberFormat("en-US", { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits;
  return (amount / 10 ** (places ?? 2)).toFixed(places ?? 2);
}

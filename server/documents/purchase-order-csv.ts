import type { PurchaseOrderPaper } from "@/server/domain/purchasing/purchase-paper.queries";
import { csvLine } from "@/server/kernel/csv";
import { amountText } from "@/server/kernel/money";

const heads = [
  "Purchase order",
  "Line",
  "Supplier SKU",
  "SKU",
  "Item",
  "Barcode",
  "Quantity",
  "Pack size",
  "Packs",
  "Unit cost",
  "Amount",
  "Currency",
];

/** The lines for the supplier's own system: UTF-8 with a mark, amounts as plain decimals. */
export function purchaseOrderCsv({ number, lines }: PurchaseOrderPaper): Uint8Array {
  const rows = lines.map((line, place) =>
    csvLine([
      number,
      place + 1,
      line.supplierSku,
      line.sku,
      line.title,
      line.barcode ?? "",
      line.quantity,
      line.packSize,
      line.packs,
      amountText(line.cost.amount, line.cost.currency),
      amountText(line.amount.amount, line.amount.currency),
      line.cost.currency,
    ]),
  );
  // Spreadsheets take a file without the mark for the machine's old code page.
  return new TextEncoder().encode(`\uFEFF${csvLine(heads)}${rows.join("")}`);
}

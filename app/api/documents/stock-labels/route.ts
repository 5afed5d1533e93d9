import { visitorContext } from "@/server/auth/gates";
import { stockLabelsPdf } from "@/server/documents/stock-labels-pdf";
import { receiptView } from "@/server/domain/purchasing/receipt.queries";
import { fileOf, refuse, refusedTo } from "../document";

/** More than a roll holds is a mistake, and would keep the server busy for minutes. */
const most = 1000;

/** One label for each good unit of a receipt: `?order=PO-1001&receipt=…`, on a roll, or on A4 with `&format=sheet`. */
export async function GET(request: Request): Promise<Response> {
  const refused = await refusedTo("warehouse", "Labels");
  if (refused) return refused;
  const query = new URL(request.url).searchParams;
  const receipt = await receiptView(
    await visitorContext(),
    query.get("order") ?? "",
    query.get("receipt") ?? "",
  );
  const moves = receipt?.moves.filter((move) => !move.damaged && move.undoneBy === null) ?? [];
  if (moves.length === 0) return refuse(404, "There is no such receipt, or nothing of it can be sold.");
  const units = moves.reduce((sum, move) => sum + move.quantity, 0);
  if (units > most) return refuse(400, `${units} labels are too many at once; ${most} is the most.`);
  const labels = moves.flatMap((move) => Array.from({ length: move.quantity }, () => move));
  const format = query.get("format") === "sheet" ? "sheet" : "roll";
  return fileOf(await stockLabelsPdf(labels, format), { name: "labels.pdf", type: "application/pdf" });
}

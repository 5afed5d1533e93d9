import { visitorContext } from "@/server/auth/gates";
import { purchaseOrderCsv } from "@/server/documents/purchase-order-csv";
import { purchaseOrderPdf } from "@/server/documents/purchase-order-pdf";
import { purchaseOrderId } from "@/server/domain/purchasing/purchase-order.queries";
import { purchaseOrderPaper } from "@/server/domain/purchasing/purchase-paper.queries";
import { fileOf, refuse, refusedTo } from "../../document";

/** A purchase order as its supplier gets it: `?as=pdf`, or `?as=csv`. It names costs, so it is for managers. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ number: string }> },
): Promise<Response> {
  const refused = await refusedTo("manager", "Purchase orders");
  if (refused) return refused;
  const ctx = await visitorContext();
  const id = await purchaseOrderId(ctx, (await params).number);
  const paper = id && (await purchaseOrderPaper(ctx, id));
  if (!paper) return refuse(404, "There is no such purchase order.");
  return new URL(request.url).searchParams.get("as") === "csv"
    ? fileOf(purchaseOrderCsv(paper), {
        name: `${paper.number}.csv`,
        type: "text/csv; charset=utf-8",
        download: true,
      })
    : fileOf(await purchaseOrderPdf(paper), { name: `${paper.number}.pdf`, type: "application/pdf" });
}

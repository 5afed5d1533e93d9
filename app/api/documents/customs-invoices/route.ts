import { visitorContext } from "@/server/auth/gates";
import { customsInvoicePdf } from "@/server/documents/customs-invoice-pdf";
import { customsPapers } from "@/server/domain/shipment/shipment-paper.queries";
import { pdfOrWhy, refuse, refusedTo, shipmentsIn } from "../document";

/** Commercial invoices of those shipments that go to another country. */
export async function GET(request: Request): Promise<Response> {
  const refused = await refusedTo("warehouse", "Commercial invoices");
  if (refused) return refused;
  const ctx = await visitorContext();
  const papers = await customsPapers(ctx, shipmentsIn(request));
  if (papers.length === 0) return refuse(404, "None of these shipments leaves its country.");
  return pdfOrWhy("commercial-invoices.pdf", () => customsInvoicePdf(papers));
}

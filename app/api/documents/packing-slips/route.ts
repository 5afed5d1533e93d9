import { visitorContext } from "@/server/auth/gates";
import { packingSlipPdf } from "@/server/documents/packing-slip-pdf";
import { shipmentPapers } from "@/server/domain/shipment/shipment-paper.queries";
import { pdfOrWhy, refusedTo, shipmentsIn } from "../document";

/** A slip for each box of the shipments. */
export async function GET(request: Request): Promise<Response> {
  const refused = await refusedTo("warehouse", "Packing slips");
  if (refused) return refused;
  const ctx = await visitorContext();
  return pdfOrWhy("packing-slips.pdf", async () =>
    packingSlipPdf(await shipmentPapers(ctx, shipmentsIn(request))),
  );
}

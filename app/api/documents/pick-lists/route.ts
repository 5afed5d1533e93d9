import { visitorContext } from "@/server/auth/gates";
import { pickListPdf } from "@/server/documents/pick-list-pdf";
import { shipmentPapers, shipmentsOfWave } from "@/server/domain/shipment/shipment-paper.queries";
import { pdfOrWhy, refusedTo, shipmentsIn } from "../document";

/** One list for a walk (`?wave=WV-1001`), or for shipments chosen by hand. */
export async function GET(request: Request): Promise<Response> {
  const refused = await refusedTo("warehouse", "Pick lists");
  if (refused) return refused;
  const ctx = await visitorContext();
  const wave = new URL(request.url).searchParams.get("wave");
  return pdfOrWhy("pick-list.pdf", async () => {
    const numbers = wave ? await shipmentsOfWave(ctx, wave) : shipmentsIn(request);
    return pickListPdf(await shipmentPapers(ctx, numbers), wave ?? "Pick list");
  });
}

import { visitorContext } from "@/server/auth/gates";
import { manifestPdf } from "@/server/documents/manifest-pdf";
import { readSettings } from "@/server/domain/settings/settings";
import { manifestPaper } from "@/server/domain/shipment/handover.queries";
import { pdfOrWhy, refusedTo } from "../../document";

/** What a carrier takes along at one collection. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ number: string }> },
): Promise<Response> {
  const refused = await refusedTo("warehouse", "Manifests");
  if (refused) return refused;
  const [ctx, { number }] = await Promise.all([visitorContext(), params]);
  return pdfOrWhy(`${encodeURIComponent(number)}.pdf`, async () => {
    const [paper, { shopName }] = await Promise.all([manifestPaper(ctx, number), readSettings(ctx)]);
    const carrier = Object.values(ctx.ports.carriers).find(({ code }) => code === paper.carrier);
    return manifestPdf(paper, { shop: shopName, carrier: carrier?.name ?? paper.carrier.toUpperCase() });
  });
}

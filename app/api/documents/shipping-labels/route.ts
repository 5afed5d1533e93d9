import { visitorContext } from "@/server/auth/gates";
import { labelFile } from "@/server/documents/labels-pdf";
import { labelsOf } from "@/server/domain/shipment/shipment-paper.queries";
import { fileOrWhy, refusedTo, shipmentsIn } from "../document";

/** The labels of all parcels of the shipments, in one file. */
export async function GET(request: Request): Promise<Response> {
  const refused = await refusedTo("warehouse", "Labels");
  if (refused) return refused;
  const ctx = await visitorContext();
  return fileOrWhy(async () => labelFile(await labelsOf(ctx, shipmentsIn(request))));
}

import { currentUser, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { labelOf } from "@/server/domain/shipment/shipment.queries";

const types: Record<string, string> = {
  GIF: "image/gif",
  PNG: "image/png",
  PDF: "application/pdf",
  ZPL: "application/zpl",
};

/** A parcel's label as the carrier made it, for the warehouse alone: it carries the recipient's address. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ parcel: string }> },
): Promise<Response> {
  const user = await currentUser();
  if (!user) return refuse(401, "Sign in to the console first.");
  if (!hasRole(user.role, "warehouse")) return refuse(403, "Labels are for the warehouse.");
  const label = await labelOf(await visitorContext(), (await params).parcel);
  if (!label) return refuse(404, "There is no label for this parcel.");
  return new Response(Buffer.from(label.base64, "base64"), {
    headers: {
      "content-type": types[label.format] ?? "application/octet-stream",
      "content-disposition": `inline; filename="${label.trackingNumber ?? "label"}.${label.format.toLowerCase()}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

const refuse = (status: number, message: string) =>
  Response.json({ message }, { status, headers: { "cache-control": "private, no-store" } });

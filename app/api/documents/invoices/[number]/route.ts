import { currentUser, visitorContext } from "@/server/auth/gates";
import { openOrder } from "@/server/auth/open-order";
import { invoicePdf } from "@/server/documents/invoice-pdf";
import { invoiceOf } from "@/server/domain/order/invoice.queries";
import { orderNumberSchema } from "@/server/domain/order/order.schema";
import { pdfOrWhy, refuse } from "../../document";

/** An order's invoice, for its buyer by the link's key or account, and for staff. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ number: string }> },
): Promise<Response> {
  const number = orderNumberSchema.safeParse((await params).number);
  if (!number.success) return refuse(404, "There is no such order.");
  const key = new URL(request.url).searchParams.get("key") ?? undefined;
  const [ctx, user] = await Promise.all([visitorContext(), currentUser()]);
  return pdfOrWhy(`invoice-${number.data}.pdf`, async () => {
    const id = await openOrder(ctx, user, { number: number.data, accessToken: key?.slice(0, 200) });
    return invoicePdf(await invoiceOf(ctx, id));
  });
}

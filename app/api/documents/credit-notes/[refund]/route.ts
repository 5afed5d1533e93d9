import { z } from "zod";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { openOrder } from "@/server/auth/open-order";
import { creditNotePdf } from "@/server/documents/credit-note-pdf";
import { creditNoteOf, orderNumberOfRefund } from "@/server/domain/order/credit-note.queries";
import { pdfOrWhy, refuse } from "../../document";

/** The credit note of a refund, for its order's buyer by the link's key or account, and for staff. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ refund: string }> },
): Promise<Response> {
  const refund = z.uuid().safeParse((await params).refund);
  if (!refund.success) return refuse(404, "There is no such credit note.");
  const key = new URL(request.url).searchParams.get("key") ?? undefined;
  const [ctx, user] = await Promise.all([visitorContext(), currentUser()]);
  return pdfOrWhy(`credit-note-${refund.data}.pdf`, async () => {
    const number = await orderNumberOfRefund(ctx, refund.data);
    await openOrder(ctx, user, { number, accessToken: key?.slice(0, 200) });
    return creditNotePdf(await creditNoteOf(ctx, number, refund.data));
  });
}

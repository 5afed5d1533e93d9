import { redirect } from "next/navigation";
import { runAction } from "@/server/actions/run-action";
import { settleLivePayment } from "@/server/domain/payment/settle-live-payment";
import { orderBehind } from "../open";

/**
 * Where the provider sends the shopper. Its word on the way is not believed: we ask it ourselves. Should it not answer
 * now, the order's page waits for the webhook.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ number: string }> },
): Promise<Response> {
  const { number } = await params;
  const { ctx, id, link } = await orderBehind(
    number,
    new URL(request.url).searchParams.get("key") ?? undefined,
  );
  await runAction("order.return", () => settleLivePayment(ctx, id));
  redirect(link);
}

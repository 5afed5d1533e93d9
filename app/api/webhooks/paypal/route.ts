import { after } from "next/server";
import { contextFor } from "@/server/composition";
import { acceptWebhook, processWebhook } from "@/server/domain/payment/accept-webhook";
import { bodyText } from "@/server/kernel/body";
import { answer } from "@/server/kernel/lull";
import { maxBytes, refusedWebhook } from "../refused";

/** Keeps the notification, answers, and acts on it after the answer; a crash in between is taken up by a sweep. */
export async function POST(request: Request): Promise<Response> {
  const ctx = contextFor({ kind: "provider", name: "paypal" });
  try {
    const { inboxId, repeated } = await acceptWebhook(
      ctx,
      "paypal",
      await bodyText(request, maxBytes),
      request.headers,
    );
    if (!repeated) after(() => answer(() => processWebhook(ctx, inboxId)));
    return Response.json({ received: true });
  } catch (error) {
    return refusedWebhook(error, ctx);
  }
}

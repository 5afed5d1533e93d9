import { app, contextFor } from "@/server/composition";
import { acceptPushes } from "@/server/domain/shipment/accept-push";
import { bodyText } from "@/server/kernel/body";
import { DomainError } from "@/server/kernel/errors";
import { maxBytes, refusedWebhook } from "../refused";

/** Scans are few and each is kept once, so they are recorded before the answer. */
export async function POST(request: Request): Promise<Response> {
  const ctx = contextFor({ kind: "provider", name: "ups" });
  try {
    const carrier = app().ports.carriers.ups;
    if (!carrier) throw new DomainError("not_found", "UPS is not set up here.");
    await acceptPushes(ctx, carrier, await bodyText(request, maxBytes), request.headers);
    return Response.json({ received: true });
  } catch (error) {
    return refusedWebhook(error, ctx);
  }
}

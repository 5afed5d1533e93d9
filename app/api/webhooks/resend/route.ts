import { app, contextFor } from "@/server/composition";
import { noteReport } from "@/server/domain/notification/note-report";
import { bodyText } from "@/server/kernel/body";
import { DomainError } from "@/server/kernel/errors";
import { maxBytes, refusedWebhook } from "../refused";

/** Reports are few, and noting one is a single transaction: it is done before the answer. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { mailer } = app().ports;
    if (!mailer.verifyReport) throw new DomainError("not_found", "Resend is not set up here.");
    const report = await mailer.verifyReport(await bodyText(request, maxBytes), request.headers);
    await noteReport(contextFor({ kind: "provider", name: mailer.name }), report);
    return Response.json({ received: true });
  } catch (error) {
    return refusedWebhook(error, contextFor({ kind: "provider", name: "resend" }));
  }
}

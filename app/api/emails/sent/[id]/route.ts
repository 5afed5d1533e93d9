import { z } from "zod";
import { refuse, refusedTo } from "@/app/api/documents/document";
import { visitorContext } from "@/server/auth/gates";
import { contentOf } from "@/server/domain/notification/deliver-kept";
import { oneMessage } from "@/server/domain/notification/message-log.queries";
import { mailFrame } from "../../mail-frame";

/** A mail that was sent, as its reader got it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const refused = await refusedTo("manager", "Mails");
  if (refused) return refused;
  const id = z.uuid().safeParse((await params).id);
  const ctx = await visitorContext();
  const message = id.success ? await oneMessage(ctx, id.data) : null;
  const content = message ? await contentOf(ctx, message.intent) : null;
  if (!content) return refuse(404, "Nothing is kept of this mail.");
  return mailFrame(content.html, new URL(request.url).searchParams.get("scheme"));
}

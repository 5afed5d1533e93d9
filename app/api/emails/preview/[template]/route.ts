import { refuse, refusedTo } from "@/app/api/documents/document";
import { isEmailName, renderEmail, topicOf } from "@/emails/render";
import { samples } from "@/emails/samples";
import { visitorContext } from "@/server/auth/gates";
import { mailFrame } from "../../mail-frame";

/** One of the shop's mails with made-up contents. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ template: string }> },
): Promise<Response> {
  const refused = await refusedTo("admin", "Previews of mails");
  if (refused) return refused;
  const { template } = await params;
  if (!isEmailName(template)) return refuse(404, "There is no such mail.");
  const { links } = await visitorContext();
  const choices = topicOf(template) ? links.mailChoices("ada@example.com").page : undefined;
  const { html } = await renderEmail(template, samples[template], choices);
  return mailFrame(html, new URL(request.url).searchParams.get("scheme"));
}

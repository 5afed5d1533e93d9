import { visitorAddress } from "@/server/auth/gates";
import { isMailTopic, mailChoiceLinks, readMailChoices } from "@/server/auth/mail-choices";
import { spend } from "@/server/auth/rate-limits";
import { app, contextFor } from "@/server/composition";
import { stopTopic } from "@/server/domain/notification/choose-mails";
import { bodyText } from "@/server/kernel/body";
import { DomainError } from "@/server/kernel/errors";

/**
 * One request without a question, by the reader's mail program (RFC 8058); the link's key says whose it is. It brings no
 * session and comes from any site: it does nothing but stop one topic for the address it was written for.
 */
export async function POST(request: Request): Promise<Response> {
  const { email, topic } = asked(request);
  if (!email || !topic) return answer(404, "This link is not whole. Open the one at the foot of the mail.");
  try {
    const body = new URLSearchParams(await bodyText(request, 4096));
    if (body.get("List-Unsubscribe") !== "One-Click") return answer(400, "Send List-Unsubscribe=One-Click.");
    const ctx = contextFor({ kind: "shopper" });
    await spend(ctx, "calls", await visitorAddress());
    await stopTopic(ctx, email, topic);
    return answer(200, "You get no more mails of this kind.");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return answer(error.kind === "rate_limited" ? 429 : 400, error.message);
  }
}

/** Followed by a person or a scanner of links: nothing is stopped by looking. */
export function GET(request: Request): Response {
  const { email } = asked(request);
  if (!email) return answer(404, "This link is not whole. Open the one at the foot of the mail.");
  const { APP_URL, AUTH_SECRET } = app().env;
  return Response.redirect(mailChoiceLinks(APP_URL.replace(/\/$/, ""), email, AUTH_SECRET).page, 303);
}

function asked(request: Request) {
  const query = new URL(request.url).searchParams;
  const topic = query.get("topic");
  return {
    email: readMailChoices({ to: query.get("to"), key: query.get("key") }, app().env.AUTH_SECRET),
    topic: isMailTopic(topic) ? topic : null,
  };
}

const answer = (status: number, words: string): Response =>
  new Response(`${words}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });

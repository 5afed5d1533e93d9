import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { currentUser } from "@/server/auth/gates";
import { isOwnSite } from "@/server/auth/same-site";
import { addressOf } from "@/server/auth/sessions";
import { app } from "@/server/composition";
import { bodyText } from "@/server/kernel/body";
import { DomainError, type ErrorKind } from "@/server/kernel/errors";
import { answer } from "@/server/kernel/lull";
import { appRouter } from "@/server/trpc/root";

async function handler(request: Request): Promise<Response> {
  const hasSession = request.headers.get("cookie")?.includes("next-auth.session-token") ?? false;
  return answer(() =>
    fetchRequestHandler({
      endpoint: "/api/trpc",
      req: request,
      router: appRouter,
      createContext: () => ({
        user: async () => (hasSession ? currentUser() : null),
        address: addressOf({ "x-forwarded-for": request.headers.get("x-forwarded-for") ?? undefined }),
      }),
      responseMeta({ errors }) {
        const cause = errors.find((error) => error.code === "TOO_MANY_REQUESTS")?.cause;
        const seconds = cause instanceof DomainError ? cause.details.retryAfterSeconds : undefined;
        return seconds === undefined ? {} : { headers: { "retry-after": String(seconds) } };
      },
    }),
  );
}

async function post(request: Request): Promise<Response> {
  if (!isOwnSite(request, app().env.APP_URL))
    return refused(403, "forbidden", "This was sent by another site's page.");
  try {
    const { url, headers } = request;
    return await handler(new Request(url, { method: "POST", headers, body: await bodyText(request) }));
  } catch (error) {
    if (error instanceof DomainError) return refused(413, error.kind, error.message);
    throw error;
  }
}

const refused = (status: number, kind: ErrorKind, message: string): Response =>
  Response.json({ error: { message, data: { kind } } }, { status });

export { handler as GET, post as POST };

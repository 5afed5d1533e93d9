import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { currentUser } from "@/server/auth/gates";
import { addressOf } from "@/server/auth/sessions";
import { answer } from "@/server/kernel/lull";
import { appRouter } from "@/server/trpc/root";

/** Larger than any order or scan needs to be. */
const maxBodyBytes = 256 * 1024;

async function handler(request: Request): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes)
    return Response.json(
      { error: { message: "This request is too large.", data: { kind: "invalid_input" } } },
      { status: 413 },
    );
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
    }),
  );
}

export { handler as GET, handler as POST };

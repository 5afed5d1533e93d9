import { currentUser, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { isOwnSite } from "@/server/auth/same-site";
import { app } from "@/server/composition";
import { DomainError, errorKinds } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import type { WithPorts } from "@/server/ports";

/** For managers: runs the work and answers with JSON, refusals too. */
export async function answer(
  request: Request,
  work: (ctx: WithPorts) => Promise<unknown>,
): Promise<Response> {
  if (!isOwnSite(request, app().env.APP_URL))
    return refuse(403, "forbidden", "This was sent by another site's page.");
  const user = await currentUser();
  if (!user)
    return refuse(
      401,
      "unauthenticated",
      "Your session has ended. Sign in again in another tab, then retry.",
    );
  if (!hasRole(user.role, "manager")) return refuse(403, "forbidden", "Imports are for managers.");
  try {
    return Response.json(await work(await visitorContext()), { headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (error instanceof DomainError)
      return refuse(errorKinds[error.kind] === "CONFLICT" ? 409 : 400, error.kind, error.message);
    log.error({ action: "counts.import", err: error }, "import failed");
    return refuse(
      500,
      "internal",
      "Something went wrong on our side. Nothing was imported; please try again.",
    );
  }
}

const refuse = (status: number, kind: string, message: string): Response =>
  Response.json({ kind, message }, { status, headers: { "cache-control": "no-store" } });

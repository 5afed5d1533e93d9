import { redirect } from "next/navigation";
import { runAction } from "@/server/actions/run-action";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { isOwnSite } from "@/server/auth/same-site";
import { app } from "@/server/composition";
import { readImport } from "@/server/domain/catalogue/read-import";
import { DomainError } from "@/server/kernel/errors";
import { firstFile } from "@/server/kernel/multipart";

/**
 * Takes a product file. A route and not a server action: the file is read as it arrives, however long it is. A plain form
 * is led on to the import; a script that asks for JSON gets its address instead.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnSite(request, app().env.APP_URL)) return new Response(null, { status: 403 });
  const user = await currentUser();
  if (!user) return new Response("Sign in to the console first.\n", { status: 401 });
  if (!hasRole(user.role, "manager")) return new Response("Imports are for managers.\n", { status: 403 });

  const outcome = await runAction("catalogue.import", async () => {
    const file = await firstFile(request.body, request.headers.get("content-type"));
    if (!file) throw new DomainError("invalid_input", "Choose a file first.", { field: "file" });
    const ctx = await visitorContext();
    const id = await readImport(ctx, file, ctx.links.shop);
    // A file that is refused at its first line is still on its way: hang up, and the browser shows no answer at all.
    for await (const _ of file.content);
    return `/admin/catalogue/import/${id}`;
  });
  const href = outcome.ok ? outcome.value : "/admin/catalogue/import?refused=file";
  if (request.headers.get("accept")?.includes("application/json"))
    return Response.json(outcome.ok ? { href } : { message: outcome.refusal.message }, {
      status: outcome.ok ? 201 : 400,
    });
  redirect(href);
}

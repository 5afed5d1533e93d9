import { redirect } from "next/navigation";
import { runAction } from "@/server/actions/run-action";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { isOwnSite } from "@/server/auth/same-site";
import { app } from "@/server/composition";
import { addPicture } from "@/server/domain/catalogue/add-picture";
import { maxPictureBytes } from "@/server/domain/catalogue/picture";
import { refreshShop } from "../../refresh-shop";

/** Several at once from a page without scripts; with them each comes alone. */
const maxUpload = 6 * maxPictureBytes;

/**
 * Takes uploaded pictures of a product. A route and not a server action: files may be larger than a form. A plain form
 * goes back to the product, a script that asks for JSON hears what came of each file.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  // Another site's form must not act in a manager's name.
  if (!isOwnSite(request, app().env.APP_URL)) return answer(403, ["This form came from another site."]);
  const user = await currentUser();
  if (!user) return answer(401, ["Sign in to the console first."]);
  if (!hasRole(user.role, "manager")) return answer(403, ["Pictures are for managers."]);
  const length = Number(request.headers.get("content-length"));
  const heavy = `Upload at most ${maxPictureBytes / 1024 / 1024} MB a picture.`;
  const wantsJson = request.headers.get("accept")?.includes("application/json");
  const slug = decodeURIComponent((await params).slug);
  const back = `/admin/catalogue/${encodeURIComponent(slug)}`;
  if (!(length > 0 && length <= maxUpload)) {
    if (wantsJson) return answer(413, [heavy]);
    redirect(`${back}?notAdded=${encodeURIComponent(heavy)}#pictures`);
  }

  const form = await request.formData();
  const files = form.getAll("pictures").filter((one): one is File => one instanceof File && one.size > 0);
  const ctx = await visitorContext();
  const refused: string[] = files.length === 0 ? ["Choose at least one picture."] : [];
  let added = 0;
  for (const file of files) {
    const outcome = await runAction("picture.add", async () =>
      addPicture(ctx, String(form.get("product") ?? ""), {
        name: file.name.slice(0, 80),
        bytes: new Uint8Array(await file.arrayBuffer()),
      }),
    );
    if (outcome.ok) added += 1;
    else refused.push(outcome.refusal.message);
  }
  if (added > 0) refreshShop(slug);
  if (wantsJson) return Response.json({ added, refused }, { status: refused.length > 0 ? 422 : 200 });
  const query = new URLSearchParams();
  if (added > 0) query.set("added", String(added));
  if (refused.length > 0) query.set("notAdded", refused.join(" ").slice(0, 500));
  redirect(`${back}?${query}#pictures`);
}

const answer = (status: number, refused: string[]) =>
  Response.json({ added: 0, refused }, { status, headers: { "cache-control": "private, no-store" } });

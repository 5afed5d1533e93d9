import type { NextRequest } from "next/server";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { countTemplate } from "@/server/domain/stock-count/count-template";

/** Every shelf of a place, or of all, as a file to fill in; with `figures` the quantities of the books stand in it. */
export async function GET(request: NextRequest): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response("Sign in to the console first.\n", { status: 401 });
  if (!hasRole(user.role, "manager")) return new Response("Imports are for managers.\n", { status: 403 });
  const { searchParams } = request.nextUrl;
  const place = searchParams.get("place")?.toUpperCase() || null;
  const ctx = await visitorContext();
  const lines = countTemplate(ctx, { place, figures: searchParams.get("figures") === "1" });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  const name = `counts-${place && /^[A-Z0-9-]+$/.test(place) ? `${place.toLowerCase()}-` : ""}${ctx.now.toISOString().slice(0, 10)}.csv`;
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

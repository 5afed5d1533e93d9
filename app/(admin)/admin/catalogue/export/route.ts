import type { NextRequest } from "next/server";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { exportProducts } from "@/server/domain/catalogue/export-products";
import { exportFilterSchema } from "@/server/domain/catalogue/import.schema";
import { readSettings } from "@/server/domain/settings/settings";
import { noteAct } from "@/server/domain/staff-change/note-act";

/** The products of the current filter as a Shopify product file, streamed. For managers. */
export async function GET(request: NextRequest): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response("Sign in to the console first.\n", { status: 401 });
  if (!hasRole(user.role, "manager")) return new Response("Exports are for managers.\n", { status: 403 });

  const ctx = await visitorContext();
  const given = [...request.nextUrl.searchParams].filter(([, value]) => value !== "");
  const filter = exportFilterSchema.parse(Object.fromEntries(given));
  await noteAct(ctx, "export", "products", filter);
  const { currency } = await readSettings(ctx);
  const lines = exportProducts(ctx, filter, { shop: ctx.links.shop, currency });
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
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="products-${ctx.now.toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

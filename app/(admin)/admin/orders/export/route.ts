import type { NextRequest } from "next/server";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { exportOrders } from "@/server/domain/order/export-orders";
import { orderFilterSchema } from "@/server/domain/order/order-list.schema";
import { readSettings } from "@/server/domain/settings/settings";
import { noteAct } from "@/server/domain/staff-change/note-act";

/** The orders of the current filter as a CSV file, streamed. For managers. */
export async function GET(request: NextRequest): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response("Sign in to the console first.\n", { status: 401 });
  if (!hasRole(user.role, "manager")) return new Response("Exports are for managers.\n", { status: 403 });

  const ctx = await visitorContext();
  const filter = orderFilterSchema.parse(Object.fromEntries(request.nextUrl.searchParams));
  await noteAct(ctx, "export", "orders", filter);
  const { timeZone } = await readSettings(ctx);
  const lines = exportOrders(ctx, filter, timeZone);
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
      "content-disposition": `attachment; filename="orders-${ctx.now.toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

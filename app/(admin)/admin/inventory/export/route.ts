import type { NextRequest } from "next/server";
import { givenIn } from "@/components/admin/inventory/levels-address";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { isStaff } from "@/server/auth/roles";
import { exportLevels } from "@/server/domain/inventory/export-levels";
import { levelsFilterSchema } from "@/server/domain/inventory/levels.schema";
import { readSettings } from "@/server/domain/settings/settings";
import { noteAct } from "@/server/domain/staff-change/note-act";

/** The stock levels of the current filter as a CSV file, streamed. For all staff: there is no money in it. */
export async function GET(request: NextRequest): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response("Sign in to the console first.\n", { status: 401 });
  if (!isStaff(user.role)) return new Response("Exports are for staff.\n", { status: 403 });

  const ctx = await visitorContext();
  const filter = levelsFilterSchema.parse(givenIn(Object.fromEntries(request.nextUrl.searchParams)));
  await noteAct(ctx, "export", "stock levels", filter);
  const { timeZone } = await readSettings(ctx);
  const lines = exportLevels(ctx, filter, timeZone);
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
      "content-disposition": `attachment; filename="stock-levels-${ctx.now.toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

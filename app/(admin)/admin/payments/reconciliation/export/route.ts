import type { NextRequest } from "next/server";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { exportDifferences } from "@/server/domain/reconciliation/export-differences";
import { reconciliationFilterSchema } from "@/server/domain/reconciliation/reconciliation.schema";

/** The differences of some days as a CSV file. For managers. */
export async function GET(request: NextRequest): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response("Sign in to the console first.\n", { status: 401 });
  if (!hasRole(user.role, "manager")) return new Response("Exports are for managers.\n", { status: 403 });

  const ctx = await visitorContext();
  const filter = reconciliationFilterSchema.parse(Object.fromEntries(request.nextUrl.searchParams));
  return new Response(await exportDifferences(ctx, filter), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="differences-${ctx.now.toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

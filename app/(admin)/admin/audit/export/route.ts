import type { NextRequest } from "next/server";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { readSettings } from "@/server/domain/settings/settings";
import { auditFilterSchema } from "@/server/domain/staff-change/audit.schema";
import { exportAudit } from "@/server/domain/staff-change/export-audit";
import { noteAct } from "@/server/domain/staff-change/note-act";

/** The acts of the current filter as a CSV file, streamed. For admins. */
export async function GET(request: NextRequest): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response("Sign in to the console first.\n", { status: 401 });
  if (!hasRole(user.role, "admin")) return new Response("The audit is for admins.\n", { status: 403 });

  const ctx = await visitorContext();
  const filter = auditFilterSchema.parse(Object.fromEntries(request.nextUrl.searchParams));
  await noteAct(ctx, "export", "the audit", filter);
  const { timeZone } = await readSettings(ctx);
  const lines = exportAudit(ctx, filter, timeZone);
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
      "content-disposition": `attachment; filename="audit-${ctx.now.toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

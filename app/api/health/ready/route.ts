import { sql } from "drizzle-orm";
import { app } from "@/server/composition";

export const dynamic = "force-dynamic";

/** The process can do its work: the database answers. */
export async function GET(): Promise<Response> {
  try {
    await app().db.execute(sql`select 1`);
    return Response.json({ ok: true });
  } catch {
    return Response.json({ ok: false, reason: "The database can't be reached." }, { status: 503 });
  }
}

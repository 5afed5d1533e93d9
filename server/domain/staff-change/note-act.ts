import { sql } from "drizzle-orm";
import { staffChange } from "@/db/schema";
import type { Actor, Reader } from "@/server/kernel/ctx";

/** What staff do that changes no row of ours, and is still worth knowing. */
export type NotedAct = "failed_sign_in" | "export" | "policy_run";

/** Writes such an act into the audit book; nothing for anybody who is no member of staff. */
export async function noteAct(
  { db, actor, now }: Pick<Reader, "db" | "now"> & { actor: Actor },
  what: NotedAct,
  key: string,
  after: Record<string, unknown> = {},
): Promise<void> {
  if (actor.kind !== "staff") return;
  await db.insert(staffChange).values({
    act: sql`pg_current_xact_id()::text::bigint`,
    at: now,
    userId: actor.id,
    userName: actor.name,
    role: actor.role,
    tableName: what,
    rowKey: key.slice(0, 200),
    kind: "note",
    after,
  });
}

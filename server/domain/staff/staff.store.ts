import { and, eq, ne, sql } from "drizzle-orm";
import { appUser } from "@/db/schema";
import type { StaffRole } from "@/server/auth/roles";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { Colleague } from "./staff";

/**
 * Changes of who works here take turns: two admins who demote each other at once would otherwise each find the other still
 * there, and leave none.
 */
export async function lockStaff(tx: TxCtx): Promise<{ admins: Id<"user">[] }> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('staff'))`);
  const rows = await tx.db
    .select({ id: appUser.id })
    .from(appUser)
    .where(and(eq(appUser.role, "admin"), eq(appUser.active, true)));
  return { admins: rows.map(({ id }) => id) };
}

/** A member of staff, locked; a shopper is none. */
export async function lockColleague(tx: TxCtx, id: Id<"user">): Promise<Colleague & { email: string }> {
  const [row] = await tx.db
    .select({
      id: appUser.id,
      name: appUser.name,
      email: appUser.email,
      role: appUser.role,
      active: appUser.active,
    })
    .from(appUser)
    .where(and(eq(appUser.id, id), ne(appUser.role, "shopper")))
    .for("update");
  if (!row) throw new DomainError("not_found", "There is nobody of this kind among the staff.");
  return { ...row, role: row.role as StaffRole };
}

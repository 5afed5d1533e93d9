import { eq } from "drizzle-orm";
import { appUser } from "@/db/schema";
import type { StaffRole } from "@/server/auth/roles";
import { endAllSessions } from "@/server/auth/user-sessions";
import { noFactor } from "@/server/domain/second-factor/change-second-factor";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { assertAdminLeft, assertMayChange, type Colleague } from "./staff";
import { lockColleague, lockStaff } from "./staff.store";

type Target = Colleague & { email: string };

/** One change of somebody's standing: who may is decided under one lock, and what was done is told. */
const changing = (
  ctx: Ctx,
  id: Id<"user">,
  change: (tx: TxCtx, target: Target, admins: Id<"user">[]) => Promise<string | null>,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { admins } = await lockStaff(tx);
    const target = await lockColleague(tx, id);
    assertMayChange(tx.actor, target, admins);
    const done = await change(tx, target, admins);
    if (done) await record(tx, fact("StaffChanged", { userId: id, name: target.name, change: done }));
  });

/** Gives somebody another role. It holds from their next click on, in tabs that are open too. */
export const changeRole = (ctx: Ctx, id: Id<"user">, role: StaffRole): Promise<void> =>
  changing(ctx, id, async (tx, target, admins) => {
    if (target.role === role) return null;
    if (target.role === "admin" && target.active) assertAdminLeft(target, admins);
    await tx.db.update(appUser).set({ role }).where(eq(appUser.id, id));
    return `role from ${target.role} to ${role}`;
  });

/** Shuts somebody out: every session of theirs ends at once. */
export const deactivate = (ctx: Ctx, id: Id<"user">): Promise<void> =>
  changing(ctx, id, async (tx, target, admins) => {
    if (!target.active) return null;
    if (target.role === "admin") assertAdminLeft(target, admins);
    await tx.db.update(appUser).set({ active: false, deactivatedAt: tx.now }).where(eq(appUser.id, id));
    await endAllSessions(tx, id);
    return "deactivated";
  });

/** Lets somebody in again, with the password and the second factor that they had. */
export const reactivate = (ctx: Ctx, id: Id<"user">): Promise<void> =>
  changing(ctx, id, async (tx, target) => {
    if (target.active) return null;
    await tx.db.update(appUser).set({ active: true, deactivatedAt: null }).where(eq(appUser.id, id));
    return "reactivated";
  });

/** For somebody whose phone and recovery codes are gone. They hear of it, whoever asked. */
export const resetSecondFactor = (ctx: Ctx, id: Id<"user">): Promise<void> =>
  changing(ctx, id, async (tx, { email }) => {
    await tx.db.update(appUser).set(noFactor).where(eq(appUser.id, id));
    await endAllSessions(tx, id);
    await record(tx, fact("AccountSecurityChanged", { userId: id, change: "second_factor_off", email }));
    return "second factor reset";
  });

/** Signs somebody out everywhere. */
export const signOutEverywhere = (ctx: Ctx, id: Id<"user">): Promise<void> =>
  changing(ctx, id, async (tx) => {
    await endAllSessions(tx, id);
    return "signed out everywhere";
  });

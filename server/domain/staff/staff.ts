import type { StaffRole } from "@/server/auth/roles";
import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";

export type Colleague = { id: Id<"user">; name: string; role: StaffRole; active: boolean };

/** What each role may do, in a line. */
export const roleWords: Record<StaffRole, string> = {
  warehouse: "picks, packs, ships, counts and receives",
  manager: "also sees money, refunds, purchasing, the catalogue and policies",
  admin: "also looks after staff and settings",
};

/**
 * Whether one member of staff may change another's standing. Nobody changes their own, so that no admin can shut
 * themselves out, and none is done away with by somebody who has just lost the role themselves.
 */
export function assertMayChange(actor: Actor, target: Colleague, admins: readonly Id<"user">[]): void {
  if (actor.kind !== "staff") throw new DomainError("forbidden", "Only staff can do this.");
  if (!admins.includes(actor.id)) throw new DomainError("forbidden", "You are no longer an admin.");
  if (actor.id === target.id)
    throw new DomainError("forbidden", "You can’t change your own standing. Ask another admin.");
}

/** One admin has to be left who can let others in. */
export function assertAdminLeft(target: Colleague, admins: readonly Id<"user">[]): void {
  if (admins.every((id) => id === target.id))
    throw new DomainError(
      "invalid_transition",
      `${target.name} is the last admin. Make somebody else an admin first.`,
    );
}

import { and, eq, isNull } from "drizzle-orm";
import { accountLink } from "@/db/schema";
import { isWaiting, userWithEmail } from "@/server/domain/account/account.store";
import { linkExpiry } from "@/server/domain/account/account-link";
import { lockLink } from "@/server/domain/account/account-link.store";
import { fact, record } from "@/server/events/outbox";
import { actorName, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import type { InviteInput } from "./staff.schema";
import { lockStaff } from "./staff.store";

/** Invites somebody to work here. The last invitation to an address is the one that counts. */
export function inviteStaff(ctx: Ctx, input: InviteInput): Promise<Id<"accountLink">> {
  return inTransaction(ctx, async (tx) => {
    await lockStaff(tx);
    const user = await userWithEmail(tx, input.email);
    if (user && !isWaiting(user))
      throw new DomainError(
        "invalid_input",
        user.role === "shopper"
          ? `${input.email} has an account in the shop. Use another address for their work.`
          : `${user.name} works here already${user.active ? "" : "; let them in again from the list of staff"}.`,
        { field: "email" },
      );
    return invite(tx, input);
  });
}

/** Sends an invitation again, with a new link and another week; the old link does nothing from then on. */
export function inviteAgain(ctx: Ctx, id: Id<"accountLink">): Promise<Id<"accountLink">> {
  return inTransaction(ctx, async (tx) => {
    await lockStaff(tx);
    const { email, name, role } = await openInvitation(tx, id);
    if (role === null || role === "shopper") throw gone();
    return invite(tx, { email, name: name ?? email, role });
  });
}

export function revokeInvitation(ctx: Ctx, id: Id<"accountLink">): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    await openInvitation(tx, id);
    await tx.db.update(accountLink).set({ revokedAt: tx.now }).where(eq(accountLink.id, id));
  });
}

const gone = () =>
  new DomainError("not_found", "This invitation is no longer open: it was taken up, revoked or sent again.");

async function openInvitation(tx: TxCtx, id: Id<"accountLink">) {
  const link = await lockLink(tx, id);
  if (link?.purpose !== "staff_invite" || link.usedAt || link.revokedAt) throw gone();
  return link;
}

async function invite(tx: TxCtx, { email, name, role }: InviteInput): Promise<Id<"accountLink">> {
  await tx.db
    .update(accountLink)
    .set({ revokedAt: tx.now })
    .where(
      and(
        eq(accountLink.email, email),
        eq(accountLink.purpose, "staff_invite"),
        isNull(accountLink.usedAt),
        isNull(accountLink.revokedAt),
      ),
    );
  const id = newId<"accountLink">();
  await tx.db.insert(accountLink).values({
    id,
    purpose: "staff_invite",
    email,
    name,
    role,
    createdBy: actorName(tx.actor),
    createdAt: tx.now,
    expiresAt: linkExpiry("staff_invite", tx.now),
  });
  await record(
    tx,
    fact("StaffInvited", { linkId: id, email, role }),
    fact("AccountLinkIssued", { linkId: id, purpose: "staff_invite" }),
  );
  return id;
}

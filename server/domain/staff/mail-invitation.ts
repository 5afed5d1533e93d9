import { linkStanding } from "@/server/domain/account/account-link";
import { readLink } from "@/server/domain/account/account-link.store";
import { type Sent, sendNotification } from "@/server/domain/notification/send-notification";
import { readSettings } from "@/server/domain/settings/settings";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { roleWords } from "./staff";

/** Mails an invitation to work here; null when it is no longer open. */
export async function mailInvitation(ctx: WithPorts, id: Id<"accountLink">): Promise<Sent | null> {
  const link = await readLink(ctx, id);
  if (!link?.role || link.role === "shopper" || linkStanding(link, ctx.now) !== "open") return null;
  const { timeZone, requireSecondFactor } = await readSettings(ctx);
  return sendNotification(ctx, {
    template: "staff-invitation",
    to: link.email,
    orderId: null,
    about: id,
    props: {
      name: link.name ?? link.email,
      invitedBy: link.createdBy.replace(/^staff:/, ""),
      role: link.role,
      does: roleWords[link.role],
      secondFactor: requireSecondFactor,
      linkUrl: ctx.links.account("staff_invite", id),
      validUntil: link.expiresAt,
      timeZone,
    },
  });
}

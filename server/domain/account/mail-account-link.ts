import { type Sent, sendNotification } from "@/server/domain/notification/send-notification";
import { readSettings } from "@/server/domain/settings/settings";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { linkStanding } from "./account-link";
import { readLink } from "./account-link.store";

/** Mails a link to its address in the words of what was asked; null when it does nothing any more. */
export async function mailAccountLink(ctx: WithPorts, id: Id<"accountLink">): Promise<Sent | null> {
  const link = await readLink(ctx, id);
  if (!link || linkStanding(link, ctx.now) !== "open") return null;
  const { timeZone } = await readSettings(ctx);
  const common = { to: link.email, orderId: null, about: id };
  const props = { linkUrl: ctx.links.account(link.purpose, id), validUntil: link.expiresAt, timeZone };
  if (link.purpose === "verify_email")
    return sendNotification(ctx, { ...common, template: "verify-email", props });
  if (link.purpose === "change_email")
    return sendNotification(ctx, { ...common, template: "change-email", props });
  if (link.purpose === "staff_invite") return null;
  if (link.createdBy !== "forgot_password" && link.userId !== null)
    return sendNotification(ctx, {
      ...common,
      template: "account-exists",
      props: {
        ...props,
        tried: link.createdBy === "change_email" ? "change_email" : "register",
        signInUrl: `${ctx.links.shop}/sign-in`,
      },
    });
  if (link.userId !== null) return sendNotification(ctx, { ...common, template: "reset-password", props });
  return sendNotification(ctx, {
    ...common,
    template: "no-account",
    props: { registerUrl: `${ctx.links.shop}/register` },
  });
}

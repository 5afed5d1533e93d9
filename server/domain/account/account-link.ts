import type { accountLink } from "@/db/schema";
import { after, minutes } from "@/server/kernel/clock";
import { DomainError } from "@/server/kernel/errors";
import type { LinkPurpose } from "@/server/ports";

export type AccountLink = typeof accountLink.$inferSelect;

/** A password is reset at once or not at all; a new address may be looked after tomorrow. */
const lifetimes: Record<LinkPurpose, number> = {
  verify_email: minutes(24 * 60),
  reset_password: minutes(60),
  change_email: minutes(24 * 60),
  staff_invite: minutes(7 * 24 * 60),
};

export const linkExpiry = (purpose: LinkPurpose, now: Date): Date => after(now, lifetimes[purpose]);

export type LinkStanding = "open" | "used" | "expired";

/** Whether a link still does something; one that a later step made void reads like one that was used. */
export function linkStanding(
  { usedAt, revokedAt, expiresAt }: Pick<AccountLink, "usedAt" | "revokedAt" | "expiresAt">,
  now: Date,
): LinkStanding {
  if (usedAt || revokedAt) return "used";
  return now < expiresAt ? "open" : "expired";
}

/** The link that a form was sent with, when it may still be used for this. */
export function assertLinkOpen(
  link: AccountLink | undefined,
  purpose: LinkPurpose,
  now: Date,
): asserts link is AccountLink {
  const standing = link?.purpose === purpose ? linkStanding(link, now) : "unknown";
  if (standing === "open") return;
  throw new DomainError("not_found", linkRefusals[standing], { link: standing });
}

/** Why a link does nothing, and what to do about it. */
export const linkRefusals: Record<Exclude<LinkStanding, "open"> | "unknown", string> = {
  used: "This link was used already, or a newer one took its place. Ask for a new one if you still need it.",
  expired: "This link is too old. Ask for a new one.",
  unknown: "This link is not complete. Use the whole link from the e-mail, or ask for a new one.",
};

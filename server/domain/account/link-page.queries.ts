import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { LinkPurpose } from "@/server/ports";
import { linkRefusals, linkStanding } from "./account-link";
import { readLink } from "./account-link.store";

/** What the page behind a mailed link shows: whose address it is about, or why the link does nothing. Changes nothing. */
export async function linkPage(
  reader: Reader,
  id: Id<"accountLink"> | null,
  purpose: LinkPurpose,
): Promise<{ open: true; email: string } | { open: false; why: string }> {
  const link = id ? await readLink(reader, id) : undefined;
  // One without an account was only mailed to say that there is none.
  if (link?.purpose !== purpose || link.userId === null) return { open: false, why: linkRefusals.unknown };
  const standing = linkStanding(link, reader.now);
  return standing === "open"
    ? { open: true, email: link.email }
    : { open: false, why: linkRefusals[standing] };
}

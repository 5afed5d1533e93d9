import { mailAccountLink } from "@/server/domain/account/mail-account-link";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-account-link-when-issued",
  when: "AccountLinkIssued",
  rule: "When a link for an account is issued, mail it to the address that it is for.",
  async then(ctx, { linkId, purpose }) {
    if (purpose === "staff_invite")
      return { outcome: "nothing_to_do", reason: "An invitation of staff has a mail of its own." };
    const sent = await mailAccountLink(ctx, asId(linkId));
    if (sent === null)
      return { outcome: "nothing_to_do", reason: "The link is used, too old or no longer there." };
    // The address stays out of the books: whoever it belongs to may want to be forgotten.
    return mailed(sent, "the link", "its reader");
  },
});

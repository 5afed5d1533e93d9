import { mailInvitation } from "@/server/domain/staff/mail-invitation";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-invitation-when-staff-invited",
  when: "StaffInvited",
  rule: "When somebody is invited to work here, mail them the link that lets them in.",
  async then(ctx, { linkId, email }) {
    const sent = await mailInvitation(ctx, asId(linkId));
    if (sent === null)
      return { outcome: "nothing_to_do", reason: "The invitation was revoked, sent again or taken up." };
    return mailed(sent, "the invitation", email);
  },
});

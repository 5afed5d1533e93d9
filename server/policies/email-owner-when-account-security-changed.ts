import { readUser } from "@/server/domain/account/account.store";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { readSettings } from "@/server/domain/settings/settings";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-owner-when-account-security-changed",
  when: "AccountSecurityChanged",
  rule: "When the password, the address or the second factor of an account changes, tell its owner at the address before.",
  async then(ctx, { userId, change, email }) {
    if (!(await readUser(ctx, asId(userId))))
      return { outcome: "nothing_to_do", reason: "The account is no longer there." };
    const { timeZone } = await readSettings(ctx);
    const resetUrl = `${ctx.links.shop}/forgot-password`;
    const sent = await sendNotification(ctx, {
      template: "security-notice",
      to: email,
      orderId: null,
      props: { change, at: ctx.now, timeZone, resetUrl },
    });
    return mailed(sent, "the notice", "the account’s owner");
  },
});

import { deliverKept } from "@/server/domain/notification/deliver-kept";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "send-mail-again-when-asked",
  when: "NotificationSendAsked",
  rule: "When somebody asks for it, send a mail once more.",
  async then(ctx, { notificationId }) {
    const { sent, subject, to } = await deliverKept(ctx, asId(notificationId));
    return mailed(sent, `“${subject}”`, to);
  },
});

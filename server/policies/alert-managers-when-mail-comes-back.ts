import { eq } from "drizzle-orm";
import { notification } from "@/db/schema";
import { isEmailName, readerOf } from "@/emails/render";
import { mailManagers } from "@/server/domain/notification/mail-managers";
import { readOrder } from "@/server/domain/order/order.store";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "alert-managers-when-mail-comes-back",
  when: "NotificationBounced",
  rule: "When a mail about an order comes back, tell the managers: the customer does not hear from us.",
  async then(ctx, { notificationId, orderId, template, recipient, words }) {
    // A notice to managers that comes back must not lead to another one.
    if (!orderId || !isEmailName(template) || readerOf(template) !== "customer")
      return { outcome: "nothing_to_do", reason: "It was not written to a customer about an order." };
    const [[message], order] = await Promise.all([
      ctx.db
        .select({ subject: notification.subject })
        .from(notification)
        .where(eq(notification.id, asId<"notification">(notificationId))),
      readOrder(ctx, asId(orderId)),
    ]);
    const reached = await mailManagers(ctx, "mail-bounced", order.id, {
      orderNumber: order.number,
      customerName: order.customerName,
      phone: order.phone,
      recipient,
      subject: message?.subject ?? template,
      words,
      mailsUrl: ctx.links.admin(`/settings/emails/sent?order=${order.number}`),
    });
    return { outcome: "done", reason: `Told ${reached.join(", ")}.`, command: "SendNotification" };
  },
});

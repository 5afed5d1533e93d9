import { mailManagers } from "@/server/domain/notification/mail-managers";
import { refundTroubleForMail } from "@/server/domain/notification/money-of-cancelled";
import { orderForMail } from "@/server/domain/notification/order-mail";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "alert-managers-when-refund-fails",
  when: "RefundFailed",
  rule: "When a refund fails, tell the managers why, and whether it is sent again by itself.",
  async then(ctx, { orderId, refundId, amount, message }) {
    const { order, customer } = await orderForMail(ctx, asId(orderId));
    const trouble = await refundTroubleForMail(ctx, asId(refundId));
    if (!trouble)
      return { outcome: "nothing_to_do", reason: "It has been sent again or settled in the meantime." };
    const reached = await mailManagers(ctx, "refund-failed", order.id, {
      orderNumber: order.number,
      customerName: order.customerName,
      amount,
      message,
      ...trouble,
      timeZone: customer.timeZone,
      orderUrl: ctx.links.admin(`/orders/${order.number}`),
    });
    const next = trouble.nextTryAt
      ? `It is sent again at ${trouble.nextTryAt.toISOString()}.`
      : "It waits for a person.";
    return { outcome: "done", reason: `Told ${reached.join(", ")}. ${next}`, command: "SendNotification" };
  },
});

import { mailManagers } from "@/server/domain/notification/mail-managers";
import { orderForMail } from "@/server/domain/notification/order-mail";
import { openHolds } from "@/server/domain/order/hold.store";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "alert-managers-when-payment-disputed",
  when: "DisputeOpened",
  rule: "When a customer disputes a payment, tell the managers how much it is about and by when to answer.",
  async then(ctx, { orderId, provider, amount, reason, evidenceDueAt }) {
    const { order, customer } = await orderForMail(ctx, asId(orderId));
    const reached = await mailManagers(ctx, "dispute-alert", order.id, {
      orderNumber: order.number,
      amount,
      provider,
      reason,
      evidenceDueAt: evidenceDueAt ? new Date(evidenceDueAt) : null,
      held: (await openHolds(ctx, order.id)).length > 0,
      timeZone: customer.timeZone,
      orderUrl: ctx.links.admin(`/orders/${order.number}`),
    });
    return { outcome: "done", reason: `Told ${reached.join(", ")}.`, command: "SendNotification" };
  },
});

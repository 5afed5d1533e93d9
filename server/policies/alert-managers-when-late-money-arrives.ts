import { mailManagers } from "@/server/domain/notification/mail-managers";
import { orderForMail } from "@/server/domain/notification/order-mail";
import { readPayment } from "@/server/domain/payment/payment.store";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "alert-managers-when-late-money-arrives",
  when: "LateMoneyReceived",
  rule: "When money arrives for an order that has ended, tell the managers that it goes back.",
  async then(ctx, { orderId, paymentId, amount }) {
    const { order, customer } = await orderForMail(ctx, asId(orderId));
    const payment = await readPayment(ctx, asId(paymentId));
    const reached = await mailManagers(ctx, "payment-alert", order.id, {
      orderNumber: order.number,
      amount,
      paidWith: payment.provider,
      cancelledAt: order.cancelledAt ?? order.createdAt,
      receivedAt: payment.capturedAt ?? ctx.now,
      timeZone: customer.timeZone,
      orderUrl: ctx.links.admin(`/orders/${order.number}`),
    });
    return { outcome: "done", reason: `Told ${reached.join(", ")}.`, command: "SendNotification" };
  },
});

import { orderForMail } from "@/server/domain/notification/order-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { readPayment } from "@/server/domain/payment/payment.store";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-receipt-when-order-paid",
  when: "OrderPaid",
  rule: "When an order is paid, send the receipt.",
  async then(ctx, { orderId, paymentId }) {
    const { order, customer, basket } = await orderForMail(ctx, asId(orderId));
    const payment = await readPayment(ctx, asId(paymentId));
    const sent = await sendNotification(ctx, {
      template: "payment-receipt",
      to: order.email,
      orderId: order.id,
      props: { ...customer, ...basket, paidAt: payment.capturedAt ?? ctx.now, paidWith: payment.provider },
    });
    return mailed(sent, "the receipt", order.email);
  },
});

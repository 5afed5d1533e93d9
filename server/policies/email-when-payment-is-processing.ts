import { orderForMail } from "@/server/domain/notification/order-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-when-payment-is-processing",
  when: "PaymentProcessing",
  rule: "When a bank takes its time over a payment, tell the customer that their order is held meanwhile.",
  async then(ctx, { orderId }) {
    const { order, customer, kept, basket } = await orderForMail(ctx, asId(orderId));
    if (order.status !== "pending")
      return { outcome: "nothing_to_do", reason: `The order is ${order.status} by now.` };
    const sent = await sendNotification(ctx, {
      template: "payment-processing",
      to: order.email,
      orderId: order.id,
      props: { ...customer, amount: basket.totals.total, items: kept },
    });
    return mailed(sent, "that the bank is working on it", order.email);
  },
});

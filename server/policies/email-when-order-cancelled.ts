import { moneyOfCancelled } from "@/server/domain/notification/money-of-cancelled";
import { orderForMail } from "@/server/domain/notification/order-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-when-order-cancelled",
  when: "OrderCancelled",
  rule: "When an order is cancelled, tell the customer why and what became of the money.",
  async then(ctx, { orderId, reason }) {
    const { order, customer, basket } = await orderForMail(ctx, asId(orderId));
    const sent = await sendNotification(ctx, {
      template: "order-cancelled",
      to: order.email,
      orderId: order.id,
      props: {
        ...customer,
        reason,
        money: await moneyOfCancelled(ctx, order.id),
        items: basket.lines,
        ...(reason === "fraud" ? {} : { tryAgainUrl: customer.orderUrl }),
      },
    });
    return mailed(sent, "the cancellation", order.email);
  },
});

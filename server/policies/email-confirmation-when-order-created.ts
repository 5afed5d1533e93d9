import { orderForMail } from "@/server/domain/notification/order-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-confirmation-when-order-created",
  when: "OrderCreated",
  rule: "When an order is created, confirm it to the customer by e-mail.",
  async then(ctx, { orderId }) {
    const { order, customer, basket } = await orderForMail(ctx, asId(orderId));
    const sent = await sendNotification(ctx, {
      template: "order-confirmation",
      to: order.email,
      orderId: order.id,
      props: { ...customer, ...basket, placedAt: order.createdAt, payBy: order.paymentDueAt },
    });
    return mailed(sent, "the confirmation", order.email);
  },
});

import { orderForMail } from "@/server/domain/notification/order-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "request-review-when-order-delivered",
  when: "OrderDelivered",
  rule: "When an order is delivered, ask the customer for a review.",
  async then(ctx, { orderId }) {
    const { order, customer, basket } = await orderForMail(ctx, asId(orderId));
    const sent = await sendNotification(ctx, {
      template: "order-delivered-review-request",
      to: order.email,
      orderId: order.id,
      props: {
        ...customer,
        items: basket.lines,
        reviewUrl: customer.orderUrl.replace(/\?/, "/review?"),
      },
    });
    return mailed(sent, "the review request", order.email);
  },
});

import { orderForMail } from "@/server/domain/notification/order-mail";
import { partlyCancelledForMail } from "@/server/domain/notification/partly-cancelled";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-when-order-partly-cancelled",
  when: "OrderPartlyCancelled",
  rule: "When a part of an order is cancelled, tell the customer what will not come and what money goes back.",
  async then(ctx, payload) {
    const { order, customer } = await orderForMail(ctx, asId(payload.orderId));
    const sent = await sendNotification(ctx, {
      template: "order-partly-cancelled",
      to: order.email,
      orderId: order.id,
      props: { ...customer, ...(await partlyCancelledForMail(ctx, order, payload)) },
    });
    return mailed(sent, "the partial cancellation", order.email);
  },
});

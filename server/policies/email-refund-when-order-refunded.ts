import { refundForMail } from "@/server/domain/notification/money-of-cancelled";
import { orderForMail } from "@/server/domain/notification/order-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-refund-when-order-refunded",
  when: "OrderRefunded",
  rule: "When money was given back, tell the customer.",
  async then(ctx, { orderId, refundId, byHand }) {
    const { order, customer } = await orderForMail(ctx, asId(orderId));
    const sent = await sendNotification(ctx, {
      template: "refund-issued",
      to: order.email,
      orderId: order.id,
      // A bank can fail it afterwards and take it the next time: that is the same refund, and no news to the customer.
      about: byHand ? `${refundId}:by-hand` : refundId,
      props: {
        ...customer,
        ...(await refundForMail(ctx, asId(refundId))),
        ...(byHand ? { byHand } : {}),
      },
    });
    return mailed(sent, "the refund notice", order.email);
  },
});

import { orderForMail } from "@/server/domain/notification/order-mail";
import { parcelsForMail } from "@/server/domain/notification/parcels-for-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-tracking-when-order-shipped",
  when: "OrderShipped",
  rule: "When a shipment leaves, tell the customer how to follow it.",
  async then(ctx, { orderId, shipmentId }) {
    const { order, customer, basket } = await orderForMail(ctx, asId(orderId));
    const contents = await parcelsForMail(ctx, order.id, asId(shipmentId));
    const sent = await sendNotification(ctx, {
      template: "order-shipped",
      to: order.email,
      orderId: order.id,
      props: { ...customer, address: basket.address, ...contents },
    });
    return mailed(sent, "the tracking numbers", order.email);
  },
});

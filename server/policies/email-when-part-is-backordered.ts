import { orderForMail } from "@/server/domain/notification/order-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { variantTitle } from "@/server/domain/notification/variant-title.queries";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-when-part-is-backordered",
  when: "BackorderOpened",
  rule: "When a part of an order has to wait for stock, tell the customer that it comes later.",
  async then(ctx, { orderId, backorderId, sku, quantity }) {
    const { order, customer } = await orderForMail(ctx, asId(orderId));
    const item = { ...(await variantTitle(ctx, order.id, sku)), quantity };
    const sent = await sendNotification(ctx, {
      template: "order-backordered",
      to: order.email,
      orderId: order.id,
      about: backorderId,
      props: { ...customer, items: [item] },
    });
    return mailed(sent, "what comes later", order.email);
  },
});

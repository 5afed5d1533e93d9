import { blocksOf } from "@/server/domain/notification/mail-block.store";
import { orderForMail } from "@/server/domain/notification/order-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { shopperParcels } from "@/server/domain/order/shopper-parcels.queries";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "request-review-when-order-delivered",
  when: "OrderDelivered",
  rule: "When an order is delivered, ask the customer for a review.",
  async then(ctx, { orderId }) {
    const { order, customer, kept } = await orderForMail(ctx, asId(orderId));
    const parcels = await shopperParcels(ctx, order.id, order);
    const mail = { to: order.email, orderId: order.id };
    const props = {
      ...customer,
      items: kept,
      // One sentence, unless parcels have different ones to tell.
      arrivals: [...new Set(parcels.flatMap(({ promise }) => (promise ? [promise.words] : [])))],
    };
    const blocks = await blocksOf(ctx, order.email);
    // Who wants no requests still wants to hear that it is there.
    if (blocks.some(({ topic }) => topic === "reviews")) {
      const told = await sendNotification(ctx, { ...mail, template: "order-delivered", props });
      return mailed(told, "that it has arrived, without a request,", order.email);
    }
    const sent = await sendNotification(ctx, {
      ...mail,
      template: "order-delivered-review-request",
      props: { ...props, reviewUrl: customer.orderUrl.replace(/\?/, "/review?") },
    });
    return mailed(sent, "the review request", order.email);
  },
});

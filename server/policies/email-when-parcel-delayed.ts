import { orderForMail } from "@/server/domain/notification/order-mail";
import { parcelForMail } from "@/server/domain/notification/parcel-for-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-when-parcel-delayed",
  when: "ShipmentDelayed",
  rule: "When a parcel is later than promised, or nothing is heard of it, tell the customer.",
  async then(ctx, { orderId, trackingNumber, kind }) {
    const { told, tracking, estimatedAt } = await parcelForMail(ctx, trackingNumber);
    if (tracking === "delivered" || tracking === "returned")
      return { outcome: "nothing_to_do", reason: `${trackingNumber} has come to its end meanwhile.` };
    const { order, customer } = await orderForMail(ctx, asId(orderId));
    const sent = await sendNotification(ctx, {
      template: "parcel-delayed",
      to: order.email,
      orderId: order.id,
      props: {
        ...customer,
        ...told,
        kind,
        ...(estimatedAt && estimatedAt > ctx.now ? { expectedAt: estimatedAt } : {}),
      },
    });
    return mailed(sent, "word of the delay", order.email);
  },
});

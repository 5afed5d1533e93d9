import { orderForMail } from "@/server/domain/notification/order-mail";
import { parcelForMail } from "@/server/domain/notification/parcel-for-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-when-parcel-settled",
  when: "ParcelSettled",
  rule: "When a parcel came back or was given up for lost, tell the customer what becomes of it.",
  async then(ctx, { orderId, trackingNumber, outcome, refundId }) {
    if (outcome === "arrived") return { outcome: "nothing_to_do", reason: "The customer has it, and knows." };
    if (outcome === "lost" && !refundId)
      return { outcome: "nothing_to_do", reason: "No money goes back, so a person writes to the customer." };
    const { told } = await parcelForMail(ctx, trackingNumber);
    const { order, customer } = await orderForMail(ctx, asId(orderId));
    const stage = outcome === "lost" ? "lost_and_refunded" : refundId ? "back_and_refunded" : "back";
    const sent = await sendNotification(ctx, {
      template: "parcel-returned",
      to: order.email,
      orderId: order.id,
      props: { ...customer, carrier: told.carrier, trackingNumber, stage },
    });
    return mailed(sent, "what became of their parcel", order.email);
  },
});

import { orderForMail } from "@/server/domain/notification/order-mail";
import { parcelForMail } from "@/server/domain/notification/parcel-for-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { needsShopper, whatToDo } from "@/server/domain/shipment/plain-words";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-when-parcel-needs-the-shopper",
  when: "ShipmentException",
  rule: "When a carrier can't deliver without the customer, such as for an address or with nobody at home, tell them.",
  async then(ctx, { orderId, trackingNumber, description, reason = "other" }) {
    if (!needsShopper(reason))
      return {
        outcome: "nothing_to_do",
        reason: `The customer can do nothing about it: ${description}`,
      };
    const { told, tracking } = await parcelForMail(ctx, trackingNumber);
    if (tracking !== "exception")
      return { outcome: "nothing_to_do", reason: `${trackingNumber} has moved on meanwhile.` };
    const { order, customer } = await orderForMail(ctx, asId(orderId));
    const sent = await sendNotification(ctx, {
      template: "parcel-problem",
      to: order.email,
      orderId: order.id,
      props: { ...customer, ...told, problem: description.replace(/\.$/, ""), advice: whatToDo(reason) },
    });
    return mailed(sent, "what they can do about their parcel", order.email);
  },
});

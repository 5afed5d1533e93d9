import { orderForMail } from "@/server/domain/notification/order-mail";
import { parcelForMail } from "@/server/domain/notification/parcel-for-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-when-parcel-comes-back",
  when: "ShipmentReturned",
  rule: "When a parcel could not be delivered and is on its way back, tell the customer.",
  async then(ctx, { orderId, trackingNumber }) {
    const { told } = await parcelForMail(ctx, trackingNumber);
    const { order, customer } = await orderForMail(ctx, asId(orderId));
    const sent = await sendNotification(ctx, {
      template: "parcel-returned",
      to: order.email,
      orderId: order.id,
      props: { ...customer, carrier: told.carrier, trackingNumber, stage: "coming_back" },
    });
    return mailed(sent, "word of the returning parcel", order.email);
  },
});

import { subscribeToParcels } from "@/server/domain/shipment/subscribe-to-parcels";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "follow-parcel-when-order-shipped",
  when: "OrderShipped",
  rule: "When a shipment leaves, ask the carrier to report on it.",
  async then(ctx, { shipmentId }) {
    const followed = await subscribeToParcels(ctx, asId(shipmentId));
    if (followed.length === 0) return { outcome: "nothing_to_do", reason: "It has no parcel to follow." };
    return { outcome: "done", reason: `Following ${followed.join(", ")}.`, command: "SubscribeToParcels" };
  },
});

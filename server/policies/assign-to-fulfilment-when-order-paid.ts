import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "assign-to-fulfilment-when-order-paid",
  when: "OrderPaid",
  rule: "When an order is paid, give it to the fulfilment centres that hold its units.",
  async then(ctx, { orderId }) {
    const { shipments, places } = await assignShipments(ctx, asId(orderId));
    if (shipments.length === 0)
      return {
        outcome: "nothing_to_do",
        reason: "It has its shipments already, or is no longer paid and waiting.",
      };
    return { outcome: "done", reason: `Assigned to ${places.join(" and ")}.`, command: "AssignShipments" };
  },
});

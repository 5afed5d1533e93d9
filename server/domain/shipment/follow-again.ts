import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { followShipment } from "./follow-shipment";
import { lockShipment } from "./shipment.store";

/** Draws the conclusions anew without a scan: time alone makes a parcel late or silent, and sets the next time to ask. */
export function followAgain(ctx: Ctx, shipmentId: Id<"shipment">): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, shipmentId);
    return followShipment(tx, order, shipment);
  });
}

import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { liveParcel, lockShipment, saveShipment } from "./shipment.store";

/** Opens a box again that has no label yet. What was picked stays picked; whoever opens it goes on with it. */
export function unpackShipment(ctx: Ctx, name: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    const me = tx.actor.kind === "staff" ? tx.actor.id : null;
    if (shipment.status === "picking" && shipment.pickedBy === me) return;
    if (shipment.status === "packed" && (await liveParcel(tx, shipment.id)))
      throw new DomainError(
        "invalid_transition",
        `The label of shipment ${shipment.number} is being bought; the box has to stay as it is.`,
        {},
      );
    await saveShipment(tx, order, shipment, "picking", { pickedBy: me });
  });
}

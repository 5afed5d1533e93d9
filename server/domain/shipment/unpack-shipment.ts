import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { clearPackages } from "./package.store";
import { liveParcels, lockShipment, saveShipment } from "./shipment.store";

/** Opens boxes again that have no label. What was picked stays picked; whoever opens them goes on with it. */
export function unpackShipment(ctx: Ctx, name: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    const me = tx.actor.kind === "staff" ? tx.actor.id : null;
    if (shipment.status === "picking" && shipment.pickedBy === me) return;
    const live = shipment.status === "packed" ? await liveParcels(tx, shipment.id) : [];
    if (live.length > 0)
      throw new DomainError(
        "invalid_transition",
        live.some(({ labelStatus }) => labelStatus === "requested")
          ? `The label of shipment ${shipment.number} is being bought; the box has to stay as it is.`
          : `A package of shipment ${shipment.number} has its label. Void it before you open the box.`,
        {},
      );
    await saveShipment(tx, order, shipment, "picking", { pickedBy: me });
    await clearPackages(tx, shipment.id);
  });
}

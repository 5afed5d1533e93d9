import { refuseHeld } from "@/server/domain/order/hold.store";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { assertOwnPick, contents } from "./pick-shipment";
import { lockShipment, saveShipment } from "./shipment.store";

/** Closes the box once everything is picked. */
export function packShipment(ctx: Ctx, name: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    if (shipment.status === "packed") return;
    await refuseHeld(tx, order);
    await assertOwnPick(tx, shipment);
    const missing = (await contents(tx, shipment.id)).filter((line) => line.picked < line.quantity);
    if (shipment.status === "picking" && missing.length > 0)
      throw new DomainError(
        "invalid_transition",
        `Still to pick: ${missing.map((line) => `${line.quantity - line.picked} × ${line.title}`).join(", ")}.`,
        { missing: missing.map(({ sku, quantity, picked }) => ({ sku, missing: quantity - picked })) },
      );
    await saveShipment(tx, order, shipment, "packed");
  });
}

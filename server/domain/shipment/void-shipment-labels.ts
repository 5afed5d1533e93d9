import { and, eq } from "drizzle-orm";
import { parcel } from "@/db/schema";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { giveBackLabel } from "./give-back-label";
import { lockShipment, saveShipment } from "./shipment.store";

/**
 * Gives back the labels of a shipment that has not left, so that another service can be bought or the boxes opened; also when
 * its order is on hold or cancelled. From the first moment nobody can ship with them. What the carrier does not confirm at once
 * is given back by the sweep.
 */
export async function voidShipmentLabels(
  ctx: WithPorts,
  name: string,
): Promise<{ voided: string[]; waiting: string[] }> {
  const labels = await inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    if (shipment.status === "shipped" || shipment.status === "delivered")
      throw new DomainError(
        "invalid_transition",
        `Shipment ${shipment.number} has left the warehouse; its label can't be voided any more.`,
        { shipment: shipment.number, status: shipment.status },
      );
    const rows = await tx.db
      .update(parcel)
      .set({ labelStatus: "lost", failure: "Being given back to the carrier.", changedAt: tx.now })
      .where(and(eq(parcel.shipmentId, shipment.id), eq(parcel.labelStatus, "bought")))
      .returning({ id: parcel.id, position: parcel.position, trackingNumber: parcel.trackingNumber });
    if (shipment.status === "labelled") await saveShipment(tx, order, shipment, "packed");
    return rows.sort((a, b) => a.position - b.position);
  });
  const voided: string[] = [];
  const waiting: string[] = [];
  for (const { id, trackingNumber } of labels)
    ((await givenBack(ctx, id)) ? voided : waiting).push(trackingNumber ?? "");
  return { voided, waiting };
}

async function givenBack(ctx: WithPorts, parcelId: Id<"parcel">): Promise<boolean> {
  try {
    await giveBackLabel(ctx, parcelId);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.kind === "provider_unavailable") return false;
    throw error;
  }
}

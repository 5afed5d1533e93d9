import { parcel } from "@/db/schema";
import { refuseHeld } from "@/server/domain/order/hold.store";
import type { OrderRow } from "@/server/domain/order/order.store";
import { inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { carrierOf } from "./carrier";
import { type Consigned, consignmentsOf } from "./consignments.store";
import { boxKinds, goodsOf, type PackageRow, packagesOf, savePackages, weighPackage } from "./package.store";
import { suggestPackages } from "./packing";
import type { LabelOptions } from "./packing.schema";
import type { WorkingTimes } from "./promise";
import { assertCanMove } from "./shipment";
import { liveParcels, lockShipment, type ParcelRow, type ShipmentRow } from "./shipment.store";

export type Intent = Consigned & { parcelId: Id<"parcel"> };

export type WantedLabels = {
  order: OrderRow;
  shipment: ShipmentRow;
  place: WorkingTimes;
  /** A row each, written before any carrier is asked. */
  intents: Intent[];
  /** Packages that have their label. */
  bought: ParcelRow[];
  packageCount: number;
};

/**
 * Writes down which labels are wanted: one for each package that has none. Of many who press at once, one gets the intents;
 * the others hear that it is on its way, or get the numbers.
 */
export async function wantLabels(
  ctx: WithPorts,
  name: string,
  { weightGrams, weights }: Pick<LabelOptions, "weightGrams" | "weights">,
  originCountry: string,
): Promise<WantedLabels> {
  const carrier = carrierOf(ctx);
  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    const live = await liveParcels(tx, shipment.id);
    const bought = live.filter((one) => one.labelStatus === "bought");
    const asked = live.find((one) => one.labelStatus === "requested");
    if (asked) throw onItsWay(asked);
    const done = shipment.status !== "packed" && bought.length > 0;
    if (!done) {
      await refuseHeld(tx, order);
      assertCanMove(shipment, "labelled");
      await weigh(tx, shipment, bought, { weightGrams, weights });
    }
    const { packages, place } = await consignmentsOf(tx, order, shipment, originCountry);
    const without = done ? [] : packages.filter((one) => !bought.some((b) => b.position === one.position));
    const intents = without.map((one) => ({ ...one, parcelId: newId<"parcel">() }));
    if (intents.length > 0)
      await tx.db.insert(parcel).values(
        intents.map(({ parcelId, position, weightGrams: grams, size }) => ({
          id: parcelId,
          shipmentId: shipment.id,
          position,
          weightGrams: grams,
          ...size,
          carrier: carrier.code,
          service: order.service,
          labelStatus: "requested" as const,
          createdAt: tx.now,
          changedAt: tx.now,
        })),
      );
    return { order, shipment, place, intents, bought, packageCount: packages.length };
  });
}

/** What the scales say goes with the packages that have no label yet. */
async function weigh(
  tx: TxCtx,
  shipment: ShipmentRow,
  bought: readonly ParcelRow[],
  { weightGrams, weights = [] }: Pick<LabelOptions, "weightGrams" | "weights">,
): Promise<void> {
  const packages = await knownPackages(tx, shipment);
  const [only] = packages;
  const scales =
    weightGrams !== undefined && packages.length === 1 && only
      ? [{ position: only.position, weightGrams }]
      : weights;
  for (const { position, weightGrams: grams } of scales) {
    const one = packages.find((candidate) => candidate.position === position);
    if (!one)
      throw new DomainError("invalid_input", `Shipment ${shipment.number} has no package ${position}.`, {
        field: "weights",
      });
    if (one.weightGrams !== grams && !bought.some((label) => label.position === position))
      await weighPackage(tx, one, grams);
  }
}

/** What was packed before packages were written down gets those that would be suggested. */
async function knownPackages(tx: TxCtx, shipment: ShipmentRow): Promise<PackageRow[]> {
  const packages = await packagesOf(tx, shipment.id);
  if (packages.length > 0) return packages;
  return savePackages(tx, shipment.id, suggestPackages(await goodsOf(tx, shipment.id), await boxKinds(tx)));
}

const onItsWay = (asked: ParcelRow) =>
  new DomainError(
    "invalid_transition",
    "A label for this shipment is being bought right now. If this stays so for over a minute or two, the carrier's answer was lost: then buy again.",
    { parcel: asked.id },
  );

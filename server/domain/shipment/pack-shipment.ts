import { refuseHeld } from "@/server/domain/order/hold.store";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { boxKinds, goodsOf, savePackages } from "./package.store";
import {
  assertPacksAll,
  type Goods,
  type PlannedPackage,
  reckonWeight,
  sameLine,
  suggestPackages,
} from "./packing";
import type { PackageInput } from "./packing.schema";
import { assertOwnPick } from "./pick-shipment";
import { liveParcels, lockShipment, saveShipment } from "./shipment.store";

/**
 * Closes the boxes once everything is picked: those the packer says, else those that are suggested. Packing again changes
 * the boxes as long as no label was bought for them.
 */
export function packShipment(ctx: Ctx, name: string, packages?: readonly PackageInput[]): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    if (shipment.status === "packed" && !packages) return;
    await refuseHeld(tx, order);
    await assertOwnPick(tx, shipment);
    const goods = await goodsOf(tx, shipment.id);
    const missing = goods.filter((line) => line.picked < line.quantity);
    if (shipment.status === "picking" && missing.length > 0)
      throw new DomainError(
        "invalid_transition",
        `Still to pick: ${missing.map((line) => `${line.quantity - line.picked} × ${line.title}`).join(", ")}.`,
        { missing: missing.map(({ sku, quantity, picked }) => ({ sku, missing: quantity - picked })) },
      );
    if (shipment.status === "labelled" || (await liveParcels(tx, shipment.id)).length > 0)
      throw new DomainError(
        "invalid_transition",
        `Shipment ${shipment.number} has a label. Void it before you change the packages.`,
      );
    if (shipment.status !== "packed") await saveShipment(tx, order, shipment, "packed");
    await savePackages(tx, shipment.id, await plan(tx, goods, packages));
  });
}

async function plan(
  tx: TxCtx,
  goods: readonly Goods[],
  packages: readonly PackageInput[] | undefined,
): Promise<PlannedPackage[]> {
  const kinds = await boxKinds(tx);
  if (!packages) return suggestPackages(goods, kinds);
  assertPacksAll(goods, packages);
  return packages.map(({ packagingId, weightGrams, size, lines }) => {
    const box = kinds.find((kind) => kind.id === packagingId);
    if (packagingId && !box)
      throw new DomainError("invalid_input", "That kind of box is no longer used. Choose another one.", {
        field: "packages",
      });
    const inside = lines.map((line) => ({
      quantity: line.quantity,
      weightGrams: goods.find((one) => sameLine(one, line))?.weightGrams ?? 0,
    }));
    return {
      packagingId,
      size: box ? { lengthMm: box.lengthMm, widthMm: box.widthMm, heightMm: box.heightMm } : size,
      weightGrams: weightGrams ?? Math.max(1, reckonWeight(inside, box)),
      lines: joined(lines),
    };
  });
}

/** Units of one line that were named twice are one entry. */
function joined(lines: PackageInput["lines"]): PackageInput["lines"] {
  const all: PackageInput["lines"] = [];
  for (const line of lines) {
    const known = all.find((one) => sameLine(one, line));
    if (known) known.quantity += line.quantity;
    else all.push({ ...line });
  }
  return all;
}

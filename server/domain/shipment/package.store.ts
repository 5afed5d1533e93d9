import { and, asc, eq } from "drizzle-orm";
import { orderLine, packageLine, packaging, shipmentLine, shipmentPackage, variant } from "@/db/schema";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { asId, type Id } from "@/server/kernel/id";
import type { BoxKind, Goods, Measures, PlannedPackage } from "./packing";

export type PackageRow = typeof shipmentPackage.$inferSelect;

type Maybe<T> = { [Key in keyof T]: T[Key] | null };

/** All three measures or none. */
export const measuresOf = ({ lengthMm, widthMm, heightMm }: Maybe<Measures>): Measures | null =>
  lengthMm && widthMm && heightMm ? { lengthMm, widthMm, heightMm } : null;

/** What a shipment brings, with weights and measures. */
export async function goodsOf(
  { db }: Pick<Reader, "db">,
  shipmentId: Id<"shipment">,
): Promise<(Goods & { picked: number; sku: string })[]> {
  const rows = await db
    .select({
      orderLineId: shipmentLine.orderLineId,
      stockLevelId: shipmentLine.stockLevelId,
      quantity: shipmentLine.quantity,
      picked: shipmentLine.picked,
      sku: orderLine.sku,
      title: orderLine.title,
      weightGrams: orderLine.weightGrams,
      lengthMm: variant.lengthMm,
      widthMm: variant.widthMm,
      heightMm: variant.heightMm,
    })
    .from(shipmentLine)
    .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
    .innerJoin(variant, eq(variant.id, orderLine.variantId))
    .where(eq(shipmentLine.shipmentId, shipmentId))
    .orderBy(asc(orderLine.position), asc(shipmentLine.stockLevelId));
  return rows.map(({ lengthMm, widthMm, heightMm, ...row }) => ({
    ...row,
    size: measuresOf({ lengthMm, widthMm, heightMm }),
  }));
}

/** The kinds of boxes that may be used. */
export const boxKinds = ({ db }: Pick<Reader, "db">): Promise<BoxKind[]> =>
  db
    .select({
      id: packaging.id,
      name: packaging.name,
      lengthMm: packaging.lengthMm,
      widthMm: packaging.widthMm,
      heightMm: packaging.heightMm,
      emptyGrams: packaging.emptyGrams,
      maxGrams: packaging.maxGrams,
    })
    .from(packaging)
    .where(eq(packaging.active, true))
    .orderBy(asc(packaging.maxGrams), asc(packaging.name));

export const packagesOf = ({ db }: Pick<Reader, "db">, shipmentId: Id<"shipment">): Promise<PackageRow[]> =>
  db
    .select()
    .from(shipmentPackage)
    .where(eq(shipmentPackage.shipmentId, shipmentId))
    .orderBy(asc(shipmentPackage.position));

/** Puts new packages in the place of the old ones. The caller has locked the shipment. */
export async function savePackages(
  tx: TxCtx,
  shipmentId: Id<"shipment">,
  packages: readonly PlannedPackage[],
): Promise<PackageRow[]> {
  await clearPackages(tx, shipmentId);
  const rows = packages.map(({ packagingId, size, weightGrams }, i) => ({
    shipmentId,
    position: i + 1,
    packagingId: packagingId ? asId<"packaging">(packagingId) : null,
    weightGrams,
    lengthMm: size?.lengthMm ?? null,
    widthMm: size?.widthMm ?? null,
    heightMm: size?.heightMm ?? null,
  }));
  await tx.db.insert(shipmentPackage).values(rows);
  await tx.db.insert(packageLine).values(
    packages.flatMap(({ lines }, i) =>
      lines.map(({ orderLineId, stockLevelId, quantity }) => ({
        shipmentId,
        position: i + 1,
        orderLineId: asId<"orderLine">(orderLineId),
        stockLevelId,
        quantity,
      })),
    ),
  );
  return rows;
}

/** Takes everything out of its boxes again. */
export const clearPackages = (tx: TxCtx, shipmentId: Id<"shipment">) =>
  tx.db.delete(shipmentPackage).where(eq(shipmentPackage.shipmentId, shipmentId));

/** What the scales said once the box was closed. */
export const weighPackage = (
  tx: TxCtx,
  { shipmentId, position }: Pick<PackageRow, "shipmentId" | "position">,
  weightGrams: number,
) =>
  tx.db
    .update(shipmentPackage)
    .set({ weightGrams })
    .where(and(eq(shipmentPackage.shipmentId, shipmentId), eq(shipmentPackage.position, position)));

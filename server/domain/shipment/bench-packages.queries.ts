import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { orderHold, packageLine, packaging, parcel, shipment, shipmentPackage } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import { boxKinds, goodsOf } from "./package.store";
import { reckonWeight, sameLine, suggestPackages } from "./packing";
import type { ShipmentStatus } from "./shipment";

export type BenchPackages = Awaited<ReturnType<typeof benchPackages>>;
export type BenchPackage = BenchPackages["packages"][number];
export type BenchParcel = NonNullable<BenchPackage["parcel"]>;

/** How a shipment is packed, or how it could be: boxes, contents, weights and labels. */
export async function benchPackages(
  { db }: Pick<Reader, "db">,
  { id, status }: { id: Id<"shipment">; status: ShipmentStatus },
) {
  const [goods, kinds, packed, inside, labels] = await Promise.all([
    goodsOf({ db }, id),
    boxKinds({ db }),
    db
      .select({ package: shipmentPackage, box: packaging.name, emptyGrams: packaging.emptyGrams })
      .from(shipmentPackage)
      .leftJoin(packaging, eq(packaging.id, shipmentPackage.packagingId))
      .where(eq(shipmentPackage.shipmentId, id))
      .orderBy(asc(shipmentPackage.position)),
    db.select().from(packageLine).where(eq(packageLine.shipmentId, id)),
    labelsOf({ db }, id),
  ]);
  const packages = packed.map(({ package: one, box, emptyGrams }) => {
    const lines = inside
      .filter(({ position }) => position === one.position)
      .flatMap(({ orderLineId, stockLevelId, quantity }) => {
        const line = goods.find((candidate) => sameLine(candidate, { orderLineId, stockLevelId }));
        return line
          ? [
              {
                orderLineId,
                stockLevelId,
                quantity,
                sku: line.sku,
                title: line.title,
                weightGrams: line.weightGrams,
              },
            ]
          : [];
      });
    return {
      position: one.position,
      box,
      weightGrams: one.weightGrams,
      reckonedGrams: reckonWeight(lines, emptyGrams === null ? null : { emptyGrams }),
      units: lines.reduce((units, line) => units + line.quantity, 0),
      lines,
      parcel: labels.find(({ position }) => position === one.position) ?? null,
    };
  });
  return {
    packages,
    /** Labels of shipments from before packages were written down, too. */
    labels: labels.filter((label) => label.status === "bought"),
    boxes: kinds,
    goods: goods.map(({ picked: _, ...line }) => line),
    suggestion: status === "picking" ? suggestPackages(goods, kinds) : [],
    next: status === "shipped" || status === "delivered" ? await nextInQueue({ db }, id) : null,
  };
}

/** The latest label of each package. */
async function labelsOf({ db }: Pick<Reader, "db">, shipmentId: Id<"shipment">) {
  const rows = await db
    .selectDistinctOn([parcel.position], {
      id: parcel.id,
      position: parcel.position,
      status: parcel.labelStatus,
      carrier: parcel.carrier,
      serviceName: parcel.serviceName,
      trackingNumber: parcel.trackingNumber,
      format: parcel.labelFormat,
      weightGrams: parcel.weightGrams,
      failure: parcel.failure,
      reason: sql<string | null>`${parcel.shopping} ->> 'reason'`,
      costAmount: parcel.costAmount,
      costCurrency: parcel.costCurrency,
    })
    .from(parcel)
    .where(eq(parcel.shipmentId, shipmentId))
    .orderBy(
      asc(parcel.position),
      sql`${parcel.labelStatus} in ('requested', 'bought') desc`,
      desc(parcel.createdAt),
    );
  return rows.map(({ costAmount, costCurrency, ...label }) => ({
    ...label,
    cost: costAmount !== null && costCurrency ? money(costAmount, costCurrency) : null,
  }));
}

/**
 * The next tote of the same walk; without one, the shipment of the same place that was promised first and that nobody has
 * taken. Null: none waits.
 */
async function nextInQueue({ db }: Pick<Reader, "db">, after: Id<"shipment">): Promise<string | null> {
  const { rows } = await db.execute<{ number: string }>(sql`
    select n.number from shipment s join shipment n on n.wave_id = s.wave_id
     where s.id = ${after} and n.status in ('picking', 'packed', 'labelled')
       and not exists (select 1 from order_hold h where h.order_id = n.order_id and h.lifted_at is null)
     order by n.slot limit 1`);
  if (rows[0]) return rows[0].number;
  const [row] = await db
    .select({ number: shipment.number })
    .from(shipment)
    .where(
      and(
        inArray(shipment.status, ["assigned"]),
        isNull(shipment.waveId),
        sql`${shipment.locationId} = (select location_id from shipment where id = ${after})`,
        sql`not exists (select 1 from ${orderHold} where ${orderHold.orderId} = ${shipment.orderId} and ${orderHold.liftedAt} is null)`,
      ),
    )
    .orderBy(asc(shipment.shipBy), asc(shipment.id))
    .limit(1);
  return row?.number ?? null;
}

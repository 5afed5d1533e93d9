import { asc, eq } from "drizzle-orm";
import { location, orderLine, packageLine, variant } from "@/db/schema";
import type { OrderRow } from "@/server/domain/order/order.store";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { money, proportion } from "@/server/kernel/money";
import type { Consignment, ParcelContent } from "@/server/ports/carrier";
import { measuresOf, packagesOf } from "./package.store";
import type { WorkingTimes } from "./promise";
import type { ShipmentRow } from "./shipment.store";

/** A closed package as a carrier wants to hear of it. */
export type Consigned = Consignment & { position: number; contents: ParcelContent[] | undefined };

/** The packages of a shipment, from where to where, with what customs want to know when they cross a border. */
export async function consignmentsOf(
  reader: Pick<Reader, "db">,
  order: OrderRow,
  shipment: ShipmentRow,
  originCountry: string,
): Promise<{ packages: Consigned[]; place: WorkingTimes }> {
  const [place] = await reader.db.select().from(location).where(eq(location.id, shipment.locationId));
  if (!place) throw new Error(`Shipment ${shipment.number} has no place.`);
  const abroad = place.address.country !== order.shippingAddress.country;
  // Carriers want somebody to call about a parcel abroad: where the shopper gave no number, that is the sender.
  const phone = order.phone ?? (abroad ? place.address.phone : undefined);
  const contents = abroad ? await contentsOf(reader, order, shipment.id, originCountry) : [];
  const packages = (await packagesOf(reader, shipment.id)).map((one) => ({
    position: one.position,
    from: place.address,
    to: { ...order.shippingAddress, phone },
    weightGrams: one.weightGrams,
    size: measuresOf(one) ?? undefined,
    contents: abroad
      ? contents.filter(({ position }) => position === one.position).map(({ content }) => content)
      : undefined,
  }));
  return { packages, place };
}

async function contentsOf(
  { db }: Pick<Reader, "db">,
  order: OrderRow,
  shipmentId: Id<"shipment">,
  originCountry: string,
): Promise<{ position: number; orderLineId: string; content: ParcelContent }[]> {
  const rows = await db
    .select({
      position: packageLine.position,
      units: packageLine.quantity,
      line: orderLine,
      hsCode: variant.hsCode,
      originCountry: variant.originCountry,
    })
    .from(packageLine)
    .innerJoin(orderLine, eq(orderLine.id, packageLine.orderLineId))
    .innerJoin(variant, eq(variant.id, orderLine.variantId))
    .where(eq(packageLine.shipmentId, shipmentId))
    .orderBy(asc(packageLine.position), asc(orderLine.position));
  const all: { position: number; orderLineId: string; content: ParcelContent }[] = [];
  for (const { position, units, line, hsCode, originCountry: madeIn } of rows) {
    // Units of several lots are one thing to customs.
    const known = all.find((one) => one.position === position && one.orderLineId === line.id);
    if (known) {
      known.content = { ...known.content, quantity: known.content.quantity + units };
      continue;
    }
    const paid = line.unitAmount * line.quantity - line.discountAmount;
    all.push({
      position,
      orderLineId: line.id,
      content: {
        description: [line.title, line.variantTitle].filter(Boolean).join(", "),
        quantity: units,
        unitValue: money(proportion(paid, 1, line.quantity), order.currency),
        weightGrams: line.weightGrams,
        hsCode,
        originCountry: madeIn ?? originCountry,
      },
    });
  }
  return all;
}

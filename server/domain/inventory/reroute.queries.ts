import { asc, eq } from "drizzle-orm";
import { appUser, location, shipment } from "@/db/schema";
import { readOrder } from "@/server/domain/order/order.store";
import { referenceData } from "@/server/domain/settings/reference-data";
import type { ShipmentStatus } from "@/server/domain/shipment/shipment";
import { findShipment } from "@/server/domain/shipment/shipment.store";
import type { Ctx } from "@/server/kernel/ctx";
import { locate } from "./geography";
import { canBeRerouted } from "./reroute.schema";
import { broughtBy, sellableShelves } from "./reroute.store";
import { chooseElsewhere, lackingAt } from "./rerouting";
import { type RoutingWeights, routingRules } from "./routing";
import { scorePlaces } from "./routing-scores";

export type RerouteChoices = {
  number: string;
  status: ShipmentStatus;
  /** Whether it can be sent from elsewhere in this state at all. */
  possible: boolean;
  from: string;
  pickedBy: string | null;
  picked: number;
  goods: { sku: string; title: string; quantity: number }[];
  weights: RoutingWeights;
  /** What the routing rules would do, in the order they would ask; null when the goods are nowhere else. */
  best: { code: string; name: string; units: number }[] | null;
  places: {
    code: string;
    name: string;
    km: number | null;
    points: RoutingWeights;
    total: number;
    sendsToday: boolean;
    full: boolean;
    complete: boolean;
    /** For each of the goods, how many it has that could be sent. */
    available: { sku: string; available: number }[];
    /** The order's parcel that it would go into. */
    joins: string | null;
  }[];
};

/** Where else a shipment could be sent from, for the person who decides it. Holds nothing: the command looks again. */
export async function rerouteChoices(reader: Pick<Ctx, "db" | "now">, name: string): Promise<RerouteChoices> {
  const row = await findShipment(reader, name);
  const [order, brought, reference, siblings, [from], [picker]] = await Promise.all([
    readOrder(reader, row.orderId),
    broughtBy(reader, row.id),
    referenceData(reader.db, reader.now),
    reader.db
      .select({ number: shipment.number, status: shipment.status, code: location.code })
      .from(shipment)
      .innerJoin(location, eq(location.id, shipment.locationId))
      .where(eq(shipment.orderId, row.orderId))
      .orderBy(asc(shipment.number)),
    reader.db
      .select({ code: location.code, name: location.name })
      .from(location)
      .where(eq(location.id, row.locationId)),
    row.pickedBy
      ? reader.db.select({ name: appUser.name }).from(appUser).where(eq(appUser.id, row.pickedBy))
      : [],
  ]);
  const goods = new Map<string, RerouteChoices["goods"][number]>();
  for (const { sku, title, quantity } of brought)
    goods.set(sku, { sku, title, quantity: (goods.get(sku)?.quantity ?? 0) + quantity });
  const shelves = await sellableShelves(reader, [...goods.keys()]);
  const others = reference.centres.filter((centre) => centre.code !== from?.code);
  const joinable = siblings.filter(
    ({ number, status }) => number !== row.number && (status === "assigned" || status === "picking"),
  );
  const destination = locate(order.shippingAddress);
  const rules = routingRules(reference.settings, reader.now);
  const best = chooseElsewhere(
    brought,
    shelves,
    others,
    destination,
    rules,
    joinable.map((one) => one.code),
  );
  const units = new Map<string, number>();
  for (const part of best ?? [])
    units.set(part.locationCode, (units.get(part.locationCode) ?? 0) + part.quantity);
  return {
    number: row.number,
    status: row.status,
    possible: canBeRerouted(row.status),
    from: from?.name ?? "",
    pickedBy: picker?.name ?? null,
    picked: brought.reduce((sum, part) => sum + part.picked, 0),
    goods: [...goods.values()],
    weights: rules.weights,
    best:
      best &&
      [...units].map(([code, count]) => ({
        ...{ code, units: count },
        name: others.find((centre) => centre.code === code)?.name ?? code,
      })),
    places: scorePlaces(others, destination, rules).map(({ centre, ...score }) => ({
      ...score,
      ...{ code: centre.code, name: centre.name },
      complete: lackingAt(brought, shelves, [centre]).length === 0,
      available: [...goods.keys()].map((sku) => ({
        sku,
        available: shelves
          .filter((shelf) => shelf.sku === sku && shelf.locationCode === centre.code)
          .reduce((sum, shelf) => sum + shelf.available, 0),
      })),
      joins: joinable.find((one) => one.code === centre.code)?.number ?? null,
    })),
  };
}

import { eq } from "drizzle-orm";
import { orders } from "@/db/schema";
import { referenceData } from "@/server/domain/settings/reference-data";
import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import { askRates, nextCollection } from "./ask-rates";
import { consignmentsOf } from "./consignments.store";
import { type Choice, chooseOffer } from "./rate-shopping";
import { findShipment, liveParcels } from "./shipment.store";

/** What carriers ask for the packages of a shipment that have no label, and which one would be taken. Buys nothing. */
export async function labelOffers(ctx: WithPorts, name: string): Promise<Choice> {
  const { settings } = await referenceData(ctx.db);
  const shipment = await findShipment(ctx, name);
  const [order] = await ctx.db.select().from(orders).where(eq(orders.id, shipment.orderId));
  if (!order) throw new Error(`Shipment ${shipment.number} has no order.`);
  const { packages, place } = await consignmentsOf(ctx, order, shipment, settings.originCountry);
  const live = await liveParcels(ctx, shipment.id);
  const open = packages.filter((one) => !live.some(({ position }) => position === one.position));
  if (open.length === 0)
    throw new DomainError("invalid_transition", `Shipment ${shipment.number} needs no label just now.`);
  const asked = await askRates(ctx, open, nextCollection(ctx.now, place));
  return chooseOffer(asked, { ...order, level: order.service }, order.currency);
}

import type { ShopperOrder } from "@/server/domain/order/shopper.queries";
import { spanWords } from "@/server/kernel/day-words";

/** The promise while there is no parcel yet that tells of itself; null when there is none to make. */
export function promisedWords(
  order: Pick<ShopperOrder, "status" | "parcels" | "deliverFrom" | "deliverBy" | "shippingTitle" | "onHold">,
): string | null {
  const { status, parcels, deliverFrom, deliverBy, shippingTitle, onHold } = order;
  if (!deliverBy || onHold || parcels.length > 0) return null;
  const days = spanWords(deliverFrom, deliverBy);
  if (status === "pending") return `Arrives ${days} with ${shippingTitle}, if you pay in time`;
  return status === "paid" ? `Arrives ${days} with ${shippingTitle}` : null;
}

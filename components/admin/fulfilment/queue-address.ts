import type { QueueInput } from "@/server/domain/shipment/shipment.schema";

/** The address of the queue as it is shown; "all" tells every place from the one that was chosen last. */
export function queueAddress(filter: QueueInput): string {
  const query = new URLSearchParams();
  if (filter.location) query.set("place", filter.location);
  if (filter.status) query.set("state", filter.status);
  if (filter.only) query.set("only", filter.only);
  if (filter.cursor) query.set("cursor", filter.cursor);
  return query.size > 0 ? `/admin/fulfilment?${query}` : "/admin/fulfilment";
}

/** Remembers on this device where its picker stands. */
export const placeCookie = "holdfast-place";

import { DomainError } from "../../kernel/errors";

export { type TrackingState, trackingStates } from "../../ports/carrier";

import type { TrackingState } from "../../ports/carrier";

export const shipmentStatuses = [
  "assigned",
  "picking",
  "packed",
  "labelled",
  "shipped",
  "delivered",
  "cancelled",
] as const;
export type ShipmentStatus = (typeof shipmentStatuses)[number];

/** What still has to leave: the warehouse's queue. */
export const openStatuses = ["assigned", "picking", "packed", "labelled"] as const satisfies ShipmentStatus[];
export type OpenStatus = (typeof openStatuses)[number];

/** Paper and box, added to the goods' own weight. */
export const packagingGrams = 150;

const moves = {
  assigned: ["picking", "cancelled"],
  picking: ["packed", "assigned", "cancelled"],
  packed: ["labelled", "picking", "cancelled"],
  labelled: ["shipped", "packed", "cancelled"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
} as const satisfies Record<ShipmentStatus, readonly ShipmentStatus[]>;

export const canMove = (from: ShipmentStatus, to: ShipmentStatus): boolean =>
  (moves[from] as readonly ShipmentStatus[]).includes(to);

const now: Record<ShipmentStatus, string> = {
  assigned: "is waiting to be picked",
  picking: "is being picked",
  packed: "is packed",
  labelled: "has its label",
  shipped: "has left the warehouse",
  delivered: "has been delivered",
  cancelled: "is cancelled",
};
const wanted: Record<ShipmentStatus, string> = {
  assigned: "be put back in the queue",
  picking: "be picked",
  packed: "be packed",
  labelled: "get a label",
  shipped: "ship",
  delivered: "be delivered",
  cancelled: "be cancelled",
};

/** Refuses a move that the table doesn't have: "Shipment HF-100042-1 is cancelled; it can't ship." */
export function assertCanMove(
  shipment: { number: string; status: ShipmentStatus },
  to: ShipmentStatus,
): void {
  if (canMove(shipment.status, to)) return;
  throw new DomainError(
    "invalid_transition",
    `Shipment ${shipment.number} ${now[shipment.status]}; it can't ${wanted[to]}.`,
    { shipment: shipment.number, status: shipment.status, to },
  );
}

/**
 * `lost`: the carrier gave no answer, so it may have made a label; it is looked for and given back, while a new one can be
 * bought already.
 */
export const labelStatuses = ["requested", "bought", "failed", "voided", "lost"] as const;

/** What about a parcel a person should look at. */
export const shipmentIssueKinds = ["exception", "delayed", "silent", "returned"] as const;
export type ShipmentIssueKind = (typeof shipmentIssueKinds)[number];

/** Scans can arrive late and out of order; what has been reached stays reached, save that anything may be returned. */
const rank: Record<TrackingState, number> = {
  pre_transit: 0,
  in_transit: 1,
  exception: 2,
  out_for_delivery: 3,
  returned: 4,
  delivered: 5,
};

/**
 * The state to show after all scans: the latest one by the carrier's clock, unless the parcel has been delivered. What is
 * handed over after it was on its way back was handed to us.
 */
export function currentTracking(scans: readonly { state: TrackingState; at: Date }[]): TrackingState | null {
  const sorted = [...scans].sort((a, b) => a.at.getTime() - b.at.getTime() || rank[a.state] - rank[b.state]);
  const handedOver = sorted.find((scan) => scan.state === "delivered");
  const turnedBack = sorted.find((scan) => scan.state === "returned");
  if (handedOver && turnedBack && turnedBack.at < handedOver.at) return "returned";
  return handedOver ? "delivered" : (sorted.at(-1)?.state ?? null);
}

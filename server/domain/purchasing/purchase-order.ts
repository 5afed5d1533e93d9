export const purchaseOrderStatuses = [
  "draft",
  "ordered",
  "partially_received",
  "received",
  "cancelled",
] as const;
export type PurchaseOrderStatus = (typeof purchaseOrderStatuses)[number];

const moves = {
  draft: ["ordered", "cancelled"],
  ordered: ["partially_received", "received", "cancelled"],
  // Back to ordered: the only receipt was undone. Received with units missing: the rest was given up.
  partially_received: ["received", "ordered"],
  received: ["partially_received", "ordered"],
  cancelled: [],
} as const satisfies Record<PurchaseOrderStatus, readonly PurchaseOrderStatus[]>;

export const canMove = (from: PurchaseOrderStatus, to: PurchaseOrderStatus): boolean =>
  (moves[from] as readonly PurchaseOrderStatus[]).includes(to);

/** What its supplier still owes us: counted as incoming. */
export const awaitedStatuses = [
  "ordered",
  "partially_received",
] as const satisfies readonly PurchaseOrderStatus[];

/** Why a line asks for so many, in the figures of the moment it was written. */
export type QuantityReason = {
  available: number;
  incoming: number;
  reorderPoint: number;
  reorderUpTo: number;
  packSize: number;
  minimumQuantity: number;
};

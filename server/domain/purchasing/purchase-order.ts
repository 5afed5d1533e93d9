import { DomainError } from "../../kernel/errors";

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

export const isAwaited = (status: PurchaseOrderStatus): boolean =>
  (awaitedStatuses as readonly PurchaseOrderStatus[]).includes(status);

/** Why a line asks for so many, in the figures of the moment it was written. */
export type QuantityReason = {
  available: number;
  incoming: number;
  /** Units that other drafts ask for. */
  onDraft: number;
  reorderPoint: number;
  reorderUpTo: number;
  packSize: number;
  minimumQuantity: number;
};

type Named = { number: string; status: PurchaseOrderStatus };

const states: Record<PurchaseOrderStatus, string> = {
  draft: "is still a draft",
  ordered: "is ordered already",
  partially_received: "has come in part already",
  received: "is received already",
  cancelled: "is cancelled",
};

/** Refuses aloud: "PO-1001 is cancelled; it can't be ordered." */
export function refuse({ number, status }: Named, what: string): never {
  throw new DomainError("invalid_transition", `${number} ${states[status]}; ${what}.`, { number, status });
}

/** Only a draft can be changed: what the supplier has in hand is agreed. */
export function assertDraft(order: Named): void {
  if (order.status !== "draft") refuse(order, "its lines can no longer be changed");
}

export type Progress = { quantity: number; received: number; givenUp: number };

/** Units that a line's supplier still has to send. */
export const awaited = ({ quantity, received, givenUp }: Progress): number =>
  Math.max(0, quantity - received - givenUp);

/** Units that may still come in: what is awaited, and what the setting allows above it. */
export const receivable = (line: Progress, overPercent: number): number =>
  Math.max(0, line.quantity + Math.floor((line.quantity * overPercent) / 100) - line.received - line.givenUp);

/** Where an order that was sent out stands by what has come. */
export function statusByProgress(lines: readonly Progress[]): PurchaseOrderStatus {
  if (lines.every((line) => awaited(line) === 0)) return "received";
  return lines.some((line) => line.received > 0) ? "partially_received" : "ordered";
}

/** The next quantity that is whole packs and not under the supplier's minimum. */
export const wholePacks = (
  quantity: number,
  { packSize, minimumQuantity }: { packSize: number; minimumQuantity: number },
): number => Math.ceil(Math.max(quantity, minimumQuantity, 1) / packSize) * packSize;

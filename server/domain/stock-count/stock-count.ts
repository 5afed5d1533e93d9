import type { Move } from "../inventory/stock";

export const stockCountStatuses = ["open", "review", "closed", "cancelled"] as const;
export type StockCountStatus = (typeof stockCountStatuses)[number];

const moves = {
  open: ["review", "closed", "cancelled"],
  // Every line is counted, some differences wait for a manager.
  review: ["open", "closed"],
  closed: [],
  cancelled: [],
} as const satisfies Record<StockCountStatus, readonly StockCountStatus[]>;

export const canMove = (from: StockCountStatus, to: StockCountStatus): boolean =>
  (moves[from] as readonly StockCountStatus[]).includes(to);

/** `booked`: the difference, which may be nothing, is in the ledger. `rejected`: it was left as it is. */
export const countLineStatuses = ["to_count", "to_approve", "booked", "rejected"] as const;
export type CountLineStatus = (typeof countLineStatuses)[number];

/** A list somebody walks along, a file of figures, or one shelf that is to be looked at again. */
export type CountSource = "cycle" | "file" | "recount";

export type CountLimits = { countApprovalUnits: number; countApprovalAmount: number };

export type Found = {
  /** Units on the shelf by the books when it was counted, whoever holds them. */
  expected: number;
  counted: number;
  /** Of those, the units nobody holds: only they can be booked away. */
  available: number;
  /** Price of one, in minor units. */
  price: number;
};

export type Verdict = { difference: number; verdict: "book" | "limit" | "held" };

/** Whether a counted difference may be booked at once, or waits for a manager and why. */
export function judge({ expected, counted, available, price }: Found, limits: CountLimits): Verdict {
  const difference = counted - expected;
  const size = Math.abs(difference);
  if (-difference > available) return { difference, verdict: "held" };
  const within = size <= limits.countApprovalUnits && size * price <= limits.countApprovalAmount;
  return { difference, verdict: within ? "book" : "limit" };
}

/** The move that makes the books agree; null when they do. */
export function countMove(difference: number): Move | null {
  if (difference === 0) return null;
  return difference > 0
    ? { kind: "count", from: "adjustment", to: "available", quantity: difference }
    : { kind: "count", from: "available", to: "adjustment", quantity: -difference };
}

/**
 * Where a count stands by its lines. A list stays open for its counters until they close it; what only waited for a
 * manager, or never had a counter walking along it, is closed when nothing is left to do.
 */
export function standing(
  count: { status: StockCountStatus; source: CountSource },
  lines: { toCount: number; toApprove: number },
): StockCountStatus {
  if (count.status !== "open" && count.status !== "review") return count.status;
  if (lines.toCount > 0) return "open";
  if (lines.toApprove > 0) return "review";
  return count.status === "review" || count.source !== "cycle" ? "closed" : "open";
}

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

/** `booked`: the difference, which may be nothing, is in the ledger. */
export const countLineStatuses = ["to_count", "to_approve", "booked", "rejected"] as const;
export type CountLineStatus = (typeof countLineStatuses)[number];

import type { staffCancelReasons } from "@/server/domain/order/order";

/** What a person of the shop gives as the reason, in the order's own words. */
export const cancelReasonWords: Record<(typeof staffCancelReasons)[number], string> = {
  staff: "The shop decided",
  customer: "The customer asked",
  fraud: "Fraud check",
  stock_expired: "Stock went past its date",
};

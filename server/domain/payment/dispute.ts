import type { RemoteDispute } from "../../ports/payment-gateway";
import type { OrderStatus } from "../order/order";
import { type DisputeStatus, isOpenDispute } from "./payment";

/** What we know of a dispute so far. */
type Known = { status: DisputeStatus; amount: number; evidenceDueAt: Date | null };

export type DisputeVerdict = {
  /** Which fact to record, if any. */
  news: "opened" | "changed" | null;
  /** Nothing of the order may leave any more. */
  hold: boolean;
  closed: boolean;
};

/**
 * Decides what a provider's word about a dispute means here. Our row is a copy of the provider's, so its word is taken as it is;
 * the same word again is no news. What has left can't be held back, and what the bank has decided needs no hold of its own.
 */
export function decideDispute(
  known: Known | null,
  remote: Pick<RemoteDispute, "status" | "amount" | "evidenceDueAt">,
  order: { status: OrderStatus },
): DisputeVerdict {
  const closed = !isOpenDispute(remote.status);
  if (!known)
    return {
      news: "opened",
      hold: remote.status !== "won" && (order.status === "paid" || order.status === "partially_shipped"),
      closed,
    };
  const changed =
    known.status !== remote.status ||
    known.amount !== remote.amount.amount ||
    (known.evidenceDueAt?.getTime() ?? 0) !== (remote.evidenceDueAt?.getTime() ?? 0);
  return { news: changed ? "changed" : null, hold: false, closed };
}

export const disputeWords: Record<DisputeStatus, string> = {
  needs_response: "Needs our answer",
  under_review: "The bank decides",
  won: "Won",
  lost: "Lost",
};

import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { leftOf, lockCount, saveCount } from "./count.store";

/** Ends a count whose every line is booked or was left as it is. Closing it again is quiet. */
export function closeCount(ctx: Ctx, number: string): Promise<{ status: "closed" }> {
  return inTransaction(ctx, async (tx) => {
    const count = await lockCount(tx, { number });
    if (count.status === "closed") return { status: "closed" };
    const { toCount, toApprove } = await leftOf(tx, count.id);
    if (count.status !== "cancelled" && toCount + toApprove > 0)
      throw new DomainError("invalid_transition", leftWords(number, toCount, toApprove), {
        toCount,
        toApprove,
      });
    await saveCount(tx, count, "closed");
    return { status: "closed" };
  });
}

/** Gives a list up. What was counted and booked on it stays booked. */
export function cancelCount(ctx: Ctx, number: string): Promise<{ status: "cancelled" }> {
  return inTransaction(ctx, async (tx) => {
    const count = await lockCount(tx, { number });
    if (count.status === "cancelled") return { status: "cancelled" };
    const { toApprove } = await leftOf(tx, count.id);
    // A difference somebody found must not vanish unseen.
    if (count.status === "open" && toApprove > 0)
      throw new DomainError("invalid_transition", leftWords(number, 0, toApprove), { toApprove });
    await saveCount(tx, count, "cancelled");
    return { status: "cancelled" };
  });
}

function leftWords(number: string, toCount: number, toApprove: number): string {
  const parts = [
    toCount > 0 ? `${toCount} ${toCount === 1 ? "shelf is" : "shelves are"} still to count` : "",
    toApprove > 0
      ? `${toApprove} ${toApprove === 1 ? "difference waits" : "differences wait"} for a manager`
      : "",
  ].filter(Boolean);
  return `Count ${number} can't be ended yet: ${parts.join(", and ")}.`;
}

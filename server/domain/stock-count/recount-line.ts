import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId } from "@/server/kernel/id";
import { lockLine } from "./count.store";
import { openRecount } from "./open-count";

/** Has a shelf counted again whose figure is booked, or was left, but is doubted. */
export function recountLine(ctx: Ctx, line: string): Promise<{ number: string }> {
  return inTransaction(ctx, async (tx) => {
    const { count, line: doubted } = await lockLine(tx, asId<"stockCountLine">(line));
    if (doubted.status === "to_count" || doubted.status === "to_approve")
      throw new DomainError("invalid_transition", "This shelf is still open on its list; count it there.");
    const shelf = { variantId: doubted.variantId, lotId: doubted.lotId, locationId: count.locationId };
    const { number } = await openRecount(tx, shelf, `Recount of ${count.number}`);
    return { number };
  });
}

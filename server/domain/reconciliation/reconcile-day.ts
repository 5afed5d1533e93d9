import { gatewayOf } from "@/server/domain/payment/gateway";
import type { PaymentProvider } from "@/server/domain/payment/payment";
import { after, minutes } from "@/server/kernel/clock";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { log } from "@/server/kernel/log";
import type { WithPorts } from "@/server/ports";
import { compareBooks } from "./compare-books";
import { type Day, dayOf, endOf, startOf } from "./day";
import { finishDay } from "./finish-day";
import { bringHere, elsewhereThere } from "./mend-books";
import { claimDay, failDay, keepFees, ourMovements } from "./reconciliation.store";

export type Reconciled = { id: Id<"reconciliation">; differences: number; fresh: number };

/** A capture at 23:59:59 is noted a second later, on the next day: both lists are read a little beyond the day. */
const slackMs = minutes(60);

/**
 * Compares our books with a provider's list for one day (UTC). What we lack is asked about at once, and what the provider's
 * list lacks as well, so that only what stays is a difference. Repeating a day replaces what it found. Null when the day is
 * being compared by somebody else.
 */
export async function reconcileDay(
  ctx: WithPorts,
  provider: PaymentProvider,
  day: Day,
): Promise<Reconciled | null> {
  const gateway = gatewayOf(ctx, provider);
  if (day > dayOf(ctx.now))
    throw new DomainError("invalid_input", "That day has not begun yet.", { field: "day" });
  const id = await claimDay(ctx, provider, day);
  if (!id) return null;
  try {
    const span = { from: after(startOf(day), -slackMs), to: after(endOf(day), slackMs) };
    const theirs = await gateway.movements(span.from, span.to);
    const ours = () => ourMovements(ctx, provider, span, theirs);

    let found = compareBooks(day, await ours(), theirs);
    if (await bringHere(ctx, found.differences, theirs)) found = compareBooks(day, await ours(), theirs);
    const elsewhere = await elsewhereThere(ctx, gateway, found.differences);
    if (elsewhere.size > 0) {
      const rest = (await ours()).filter((one) => !elsewhere.has(one.ref ?? one.paymentId));
      found = compareBooks(day, rest, theirs);
    }
    await keepFees(ctx, found.fees);
    return await finishDay(ctx, { id, provider, day }, found);
  } catch (error) {
    const failure = error instanceof DomainError ? error.message : "Something went wrong on our side.";
    if (!(error instanceof DomainError)) log.error({ provider, day, err: error }, "a day was not compared");
    await failDay(ctx, id, failure);
    throw error;
  }
}

import { after, days, minutes } from "../../kernel/clock";
import type { PaymentProvider } from "../payment/payment";
import { addDays, type Day, dayOf, endOf } from "./day";

/** How long after a day is over a provider's list of it is whole. PayPal says: up to three hours. */
const listedAfterMs: Record<PaymentProvider, number> = { stripe: minutes(15), paypal: minutes(240) };

/** Missed days are caught up so far back; older ones only when a person asks. */
const catchUpDays = 14;
/** What differed is compared again after a while: late news may have brought it right. */
const againAfterMs = minutes(360);
/** A comparison that has run for longer was cut off by a crash. */
export const cutOffMs = minutes(15);

export type KnownDay = {
  day: Day;
  state: "running" | "agrees" | "differs" | "failed";
  startedAt: Date;
  finishedAt: Date | null;
};

/** The days of a provider that are to be compared now, oldest first. `since`: the first day with a payment of it. */
export function daysDue(
  provider: PaymentProvider,
  now: Date,
  known: readonly KnownDay[],
  since: Day | null,
): Day[] {
  const yesterday = addDays(dayOf(now), -1);
  const earliest = addDays(yesterday, 1 - catchUpDays);
  const first = since === null || since > yesterday ? yesterday : since < earliest ? earliest : since;
  const due: Day[] = [];
  for (let day = first; day <= yesterday; day = addDays(day, 1)) {
    const listed = after(endOf(day), listedAfterMs[provider]);
    const one = known.find((row) => row.day === day);
    if (now >= listed && (!one || isDue(one, now, listed))) due.push(day);
  }
  return due;
}

function isDue({ state, startedAt, finishedAt }: KnownDay, now: Date, listed: Date): boolean {
  if (state === "running") return now.getTime() - startedAt.getTime() > cutOffMs;
  if (state === "failed" || finishedAt === null) return true;
  // Somebody compared it by hand before the provider's list was whole.
  if (finishedAt < listed) return true;
  return state === "differs" && now.getTime() - finishedAt.getTime() > againAfterMs;
}

export const mostDaysBack = days(catchUpDays + 1);

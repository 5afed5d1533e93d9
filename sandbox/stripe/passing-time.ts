import { cancel, expire } from "./charging";
import { type Happening, latestCharge, type Payment, type Seconds } from "./payment";
import { settleRefund } from "./refunding";

const authorisationLasts = 7 * 86_400;

/** When something will happen to it by itself, or null. */
export function wakesAt(payment: Payment): Seconds | null {
  const times = payment.refunds.flatMap((refund) => (refund.settles ? [refund.settles.at] : []));
  if (payment.status === "open") times.push(payment.expiresAt);
  if (payment.intent?.status === "requires_capture")
    times.push((latestCharge(payment)?.created ?? 0) + authorisationLasts);
  return times.length === 0 ? null : Math.min(...times);
}

/** What time alone does: pages expire, authorisations lapse after seven days, banks answer refunds. */
export function wake(payment: Payment, now: Seconds): Happening[] {
  const happened: Happening[] = [];
  if (payment.status === "open" && payment.expiresAt <= now) happened.push(...expire(payment, now));
  const authorisedAt = latestCharge(payment)?.created ?? now;
  if (payment.intent?.status === "requires_capture" && authorisedAt + authorisationLasts <= now)
    happened.push(...cancel(payment, "automatic", now));
  for (const one of payment.refunds)
    if (one.settles && one.settles.at <= now) happened.push(...settleRefund(payment, one));
  return happened;
}

import { answerDebit, book, cancel, expire } from "./charging";
import { openDispute } from "./disputing";
import { type Happening, latestCharge, type Payment, type Seconds } from "./payment";
import { settleRefund } from "./refunding";

const authorisationLasts = 7 * 86_400;

/** When something will happen to it by itself, or null. */
export function wakesAt(payment: Payment): Seconds | null {
  const times = payment.refunds.flatMap((refund) => (refund.settles ? [refund.settles.at] : []));
  const debit = payment.intent?.debit;
  if (debit) times.push(debit.at);
  if (payment.disputeAt) times.push(disputeTime(payment));
  for (const charge of payment.charges) if (charge.booked === false) times.push(charge.bookedAt ?? 0);
  if (payment.status === "open") times.push(payment.expiresAt);
  if (payment.intent?.status === "requires_capture")
    times.push((latestCharge(payment)?.created ?? 0) + authorisationLasts);
  const known = times.filter((at) => at !== Number.POSITIVE_INFINITY);
  return known.length === 0 ? null : Math.min(...known);
}

/** A payment that is only set aside can't be objected to yet. */
const disputeTime = (payment: Payment): Seconds =>
  latestCharge(payment)?.captured ? (payment.disputeAt ?? 0) : Number.POSITIVE_INFINITY;

/** What time alone does: pages expire, authorisations lapse after seven days, banks answer debits and refunds, fees are booked, owners object. */
export function wake(payment: Payment, now: Seconds): Happening[] {
  const happened: Happening[] = [];
  if (payment.status === "open" && payment.expiresAt <= now) happened.push(...expire(payment, now));
  const authorisedAt = latestCharge(payment)?.created ?? now;
  if (payment.intent?.status === "requires_capture" && authorisedAt + authorisationLasts <= now)
    happened.push(...cancel(payment, "automatic", now));
  const debit = payment.intent?.debit;
  if (debit && debit.at <= now) happened.push(...answerDebit(payment, debit.as === "pays", now));
  for (const charge of payment.charges)
    if (charge.booked === false && (charge.bookedAt ?? 0) <= now) happened.push(...book(charge));
  if (payment.disputeAt && disputeTime(payment) <= now) happened.push(...openDispute(payment, {}, now));
  for (const one of payment.refunds)
    if (one.settles && one.settles.at <= now) happened.push(...settleRefund(payment, one, now));
  return happened;
}

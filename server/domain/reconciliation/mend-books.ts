import { keepRefund } from "@/server/domain/payment/keep-refund";
import { readPayment } from "@/server/domain/payment/payment.store";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import { DomainError } from "@/server/kernel/errors";
import { asId } from "@/server/kernel/id";
import { log } from "@/server/kernel/log";
import type { WithPorts } from "@/server/ports";
import type { Movement, PaymentGateway } from "@/server/ports/payment-gateway";
import type { Difference } from "./compare-books";
import { openRefundsOf } from "./reconciliation.store";

/** So many are asked about one by one; more than that is no lost answer but something else, and is shown as it is. */
const most = 100;

/**
 * What the provider has and we lack: a payment or refund of ours whose answer was lost is brought in line before it counts
 * as a difference. Whether anything was.
 */
export async function bringHere(
  ctx: WithPorts,
  differences: readonly Difference[],
  theirs: readonly Movement[],
): Promise<boolean> {
  const named = new Map(theirs.map((one) => [one.ref, one.paymentId]));
  let asked = false;
  for (const { kind, what, ref } of differences.slice(0, most)) {
    const paymentId = kind === "missing_here" ? named.get(ref) : undefined;
    if (!paymentId || !isUuid(paymentId)) continue;
    asked = true;
    try {
      if (what === "capture") await settlePayment(ctx, asId<"payment">(paymentId));
      else for (const { id } of await openRefundsOf(ctx, paymentId)) await submitRefund(ctx, id);
    } catch (error) {
      // It stays a difference, which is what a person should see then.
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ paymentId, what, ref, reason }, "not brought in line");
    }
  }
  return asked;
}

/** A provider carries whatever was written there; only an id can be one of ours. */
const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/**
 * What we have and the provider's list lacks: asked about one by one. Those that the provider has under another day are
 * returned by their reference, and a refund that the bank has failed meanwhile is noted.
 */
export async function elsewhereThere(
  ctx: WithPorts,
  gateway: PaymentGateway,
  differences: readonly Difference[],
): Promise<Set<string>> {
  const found = new Set<string>();
  const lacking = differences.filter(({ kind }) => kind === "missing_there").slice(0, most);
  for (const one of lacking)
    if (await (one.what === "capture" ? hasCapture(ctx, gateway, one) : hasRefund(ctx, gateway, one)))
      found.add(one.ref);
  return found;
}

async function hasCapture(ctx: WithPorts, gateway: PaymentGateway, one: Difference): Promise<boolean> {
  if (!one.paymentId) return false;
  const { providerRef } = await readPayment(ctx, one.paymentId);
  if (!providerRef) return false;
  const remote = await known(gateway.look(providerRef));
  return (
    remote?.state === "captured" &&
    remote.captureRef === one.ref &&
    remote.amount.amount === one.ours &&
    remote.amount.currency === one.currency
  );
}

async function hasRefund(ctx: WithPorts, gateway: PaymentGateway, one: Difference): Promise<boolean> {
  if (!one.refundId) return false;
  const remote = await known(gateway.lookRefund(one.ref));
  if (remote?.state !== "failed") return remote !== null;
  await keepRefund(ctx, one.refundId, remote);
  // Our books say so now too, so nothing is missing any more.
  return true;
}

/** Null when the provider says that it doesn't know it; that it can't be reached is another matter. */
const known = <T>(answer: Promise<T>): Promise<T | null> =>
  answer.catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === "not_found") return null;
    throw error;
  });

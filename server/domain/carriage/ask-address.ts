import { withinTime } from "@/server/kernel/patience";
import type { WithPorts } from "@/server/ports";
import type { AddressCheck, PostalAddress } from "@/server/ports/carrier";
import { isAwake, letRest } from "./resting";

/** How long a shopper waits for it. */
const patienceMs = 1_500;
/** What is left for the next carrier when the first is slow. */
const spareMs = 500;

/** What a carrier thinks of an address: the first that answers in time. Null when none does; then nobody doubts it. */
export async function askAddress(
  { ports, now }: Pick<WithPorts, "ports" | "now">,
  address: PostalAddress,
): Promise<AddressCheck | null> {
  const until = performance.now() + patienceMs;
  const { ups, fedex } = ports.carriers;
  const carriers = [ups, fedex].filter((one) => one !== undefined).filter(isAwake);
  for (const [i, carrier] of carriers.entries()) {
    const time = until - performance.now() - (i < carriers.length - 1 ? spareMs : 0);
    const began = performance.now();
    const verdict = await withinTime(carrier.checkAddress(address), time);
    if (verdict) return { ...verdict, carrier: carrier.code, checkedAt: now.toISOString() };
    if (performance.now() - began >= time - 50) letRest(carrier);
  }
  return null;
}

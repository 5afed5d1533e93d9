import type { Carrier } from "@/server/ports/carrier";

/** A carrier that was too slow is left in peace so long, lest every change of a form waits for it again. */
const restMs = 20_000;
const until = new WeakMap<Carrier, number>();

export const isAwake = (carrier: Carrier): boolean => (until.get(carrier) ?? 0) <= performance.now();

export const letRest = (carrier: Carrier): void => {
  until.set(carrier, performance.now() + restMs);
};

import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";

/** A person asks for a handful of things; a script asks for others' addresses. */
const limits = {
  address: { points: 30, duration: 60 * 60 },
  email: { points: 10, duration: 60 * 60 },
};

const throttles = new WeakMap<object, Record<keyof typeof limits, RateLimiterPostgres>>();

/** Counted in PostgreSQL, so that it holds over any number of processes. */
function throttleOf(db: Db) {
  const limiter = (name: keyof typeof limits) =>
    new RateLimiterPostgres({
      storeClient: db.$client,
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: `stock-request-${name}`,
      ...limits[name],
    });
  const made = throttles.get(db) ?? { address: limiter("address"), email: limiter("email") };
  throttles.set(db, made);
  return made;
}

/** Counts one request; throws `rate_limited` when it is one too many from a network address or for an e-mail. */
export async function countRequest(db: Db, address: string, email: string): Promise<void> {
  const { address: network, email: person } = throttleOf(db);
  try {
    await network.consume(address);
    await person.consume(email);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const minutes = Math.max(1, Math.ceil(refused.msBeforeNext / 60_000));
    throw new DomainError(
      "rate_limited",
      `That was a lot of requests. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    );
  }
}

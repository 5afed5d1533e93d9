import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";

/** Five wrong codes of one account, then a pause. Six digits with three steps open: a million tries for three hits. */
const limits = { points: 5, duration: 15 * 60, blockDuration: 15 * 60 };

const limiters = new WeakMap<object, RateLimiterPostgres>();

function limiterOf(db: Db): RateLimiterPostgres {
  const limiter =
    limiters.get(db) ??
    new RateLimiterPostgres({
      storeClient: db.$client,
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: "second-factor",
      ...limits,
    });
  limiters.set(db, limiter);
  return limiter;
}

/** Counts a try before it is looked at, so that many at once get no more than five between them. */
export async function countTry(db: Db, userId: Id<"user">): Promise<void> {
  try {
    await limiterOf(db).consume(userId);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const minutes = Math.max(1, Math.ceil(refused.msBeforeNext / 60_000));
    throw new DomainError(
      "rate_limited",
      `Too many wrong codes. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"}, then try again.`,
      { retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1000), field: "code" },
    );
  }
}

/** Forgets the wrong tries of somebody whose code was right. */
export const forgetTries = (db: Db, userId: Id<"user">): Promise<boolean> => limiterOf(db).delete(userId);

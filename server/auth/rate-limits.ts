import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "@/db/client";
import { app } from "@/server/composition";
import { referenceData } from "@/server/domain/settings/reference-data";
import type { Settings } from "@/server/domain/settings/settings";
import { DomainError } from "@/server/kernel/errors";

/** What somebody may do only so often, the setting that says how often, and the seconds that it is counted over. */
const kinds = {
  orders: { setting: "limitOrdersPerHour", seconds: 3600 },
  mails: { setting: "limitMailsPerHour", seconds: 3600 },
  calls: { setting: "limitCallsPerMinute", seconds: 60 },
} as const satisfies Record<string, { setting: keyof Settings; seconds: number }>;

export type Spending = keyof typeof kinds;

const limiters = new WeakMap<object, Map<string, RateLimiterPostgres>>();

/** Counted in PostgreSQL, so that it holds over any number of processes; a changed setting is another limiter. */
function limiterOf(db: Db, kind: Spending, points: number): RateLimiterPostgres {
  const known = limiters.get(db) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(db, known);
  const name = `${kind}:${points}`;
  const limiter =
    known.get(name) ??
    new RateLimiterPostgres({
      storeClient: db.$client,
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: `limit-${kind}`,
      points,
      duration: kinds[kind].seconds,
      // Whoever is over the limit is refused from memory, so that going on costs us no query.
      inMemoryBlockOnConsumed: points + 1,
    });
  known.set(name, limiter);
  return limiter;
}

/**
 * Counts one act of a network address and, where one is known, of a person (their id or e-mail). Throws `rate_limited`
 * with `retryAfterSeconds` when it is one too many. RATE_LIMITS=off, for load runs, counts nothing.
 */
export async function spend(
  { db }: { db: Db },
  kind: Spending,
  address: string,
  person?: string,
): Promise<void> {
  if (app().env.RATE_LIMITS === "off") return;
  const { settings } = await referenceData(db);
  const limiter = limiterOf(db, kind, settings[kinds[kind].setting]);
  try {
    await limiter.consume(`a|${address}`);
    if (person) await limiter.consume(`p|${person}`);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new DomainError("rate_limited", `That was too often. Try again in ${inWords(retryAfterSeconds)}.`, {
      retryAfterSeconds,
    });
  }
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

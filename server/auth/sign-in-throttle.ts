import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "@/db/client";

/**
 * Wrong tries: ten for one address and e-mail together, then a pause; a hundred for one network address; two hundred for one
 * e-mail from anywhere, which is more than its owner mistypes and far less than guessing takes.
 */
const limits = {
  pair: { points: 10, duration: 15 * 60, blockDuration: 15 * 60 },
  address: { points: 100, duration: 60 * 60, blockDuration: 60 * 60 },
  account: { points: 200, duration: 60 * 60, blockDuration: 15 * 60 },
};

type Throttle = Record<keyof typeof limits, RateLimiterPostgres>;
const throttles = new WeakMap<object, Throttle>();

/** Counted in PostgreSQL, so that it holds over any number of processes. */
function throttleOf(db: Db): Throttle {
  const limiter = (name: keyof typeof limits) =>
    new RateLimiterPostgres({
      storeClient: db.$client,
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: `sign-in-${name}`,
      ...limits[name],
    });
  const made = throttles.get(db) ?? {
    pair: limiter("pair"),
    address: limiter("address"),
    account: limiter("account"),
  };
  throttles.set(db, made);
  return made;
}

/**
 * Takes one try for `who` (an e-mail, an account's id) from a network address, before anything is checked: however many come
 * at once, only so many are checked. Returns the seconds to wait when there is none left, else 0.
 */
export async function takeTry(db: Db, who: string, address: string): Promise<number> {
  const { pair, address: network, account } = throttleOf(db);
  try {
    await pair.consume(`${address}|${who}`);
    await network.consume(address);
    await account.consume(who);
    return 0;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}

/** The try was a right one: it is given back, and so are the wrong ones before it. */
export async function giveTriesBack(db: Db, who: string, address: string): Promise<void> {
  const { pair, address: network, account } = throttleOf(db);
  await Promise.all([pair.delete(`${address}|${who}`), network.reward(address), account.reward(who)]);
}

/** The try came to no check: it alone is given back. */
export async function giveTryBack(db: Db, who: string, address: string): Promise<void> {
  const { pair, address: network, account } = throttleOf(db);
  await Promise.all([pair.reward(`${address}|${who}`), network.reward(address), account.reward(who)]);
}

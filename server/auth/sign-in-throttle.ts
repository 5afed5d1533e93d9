import { RateLimiterPostgres, type RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "@/db/client";

/** Wrong passwords: ten for one address and e-mail together, then a pause; a hundred for one network address. */
const limits = {
  pair: { points: 10, duration: 15 * 60, blockDuration: 15 * 60 },
  address: { points: 100, duration: 60 * 60, blockDuration: 60 * 60 },
};

type Throttle = { pair: RateLimiterPostgres; address: RateLimiterPostgres };
const throttles = new WeakMap<object, Promise<Throttle>>();

/** Counted in PostgreSQL, so that it holds over any number of processes. */
function throttleOf(db: Db): Promise<Throttle> {
  let made = throttles.get(db);
  if (!made) {
    const limiter = (name: keyof typeof limits) =>
      new RateLimiterPostgres({
        storeClient: db.$client,
        storeType: "pool",
        tableName: "rate_limit",
        tableCreated: true,
        keyPrefix: `sign-in-${name}`,
        ...limits[name],
      });
    made = Promise.resolve({ pair: limiter("pair"), address: limiter("address") });
    throttles.set(db, made);
  }
  return made;
}

/** Seconds until another try is allowed; 0 when one is allowed now. */
export async function signInWait(db: Db, email: string, address: string): Promise<number> {
  const { pair, address: network } = await throttleOf(db);
  const found = await Promise.all([pair.get(`${address}|${email}`), network.get(address)]);
  const waits = [waitOf(found[0], limits.pair.points), waitOf(found[1], limits.address.points)];
  return Math.max(...waits);
}

const waitOf = (state: RateLimiterRes | null, points: number): number =>
  state && state.consumedPoints >= points ? Math.ceil(state.msBeforeNext / 1000) : 0;

/** Counts a wrong password. */
export async function noteFailedSignIn(db: Db, email: string, address: string): Promise<void> {
  const { pair, address: network } = await throttleOf(db);
  // A limiter rejects once the points are used up; the next `signInWait` tells the person.
  await Promise.allSettled([pair.consume(`${address}|${email}`), network.consume(address)]);
}

/** Forgets the wrong tries of somebody who has now signed in. */
export async function noteSignIn(db: Db, email: string, address: string): Promise<void> {
  const { pair } = await throttleOf(db);
  await pair.delete(`${address}|${email}`);
}

import type { World } from "@/sandbox/vendor";
import { log } from "@/server/kernel/log";
import { advance } from "./advance";
import type { Goal } from "./journey";

/**
 * Lets parcels travel by themselves when SANDBOX_PARCEL_PACE is set: so many seconds after its last scan a parcel takes
 * its next step (picked up, at the hub, at the destination, out for delivery, delivered).
 */
export async function keepPace(world: World): Promise<() => Promise<void>> {
  const seconds = Number(process.env.SANDBOX_PARCEL_PACE || "0");
  if (Number.isNaN(seconds) || seconds < 0)
    throw new Error("SANDBOX_PARCEL_PACE must be a number of seconds, 0 for parcels that wait for a button.");
  if (seconds === 0) return async () => undefined;
  let round: Promise<void> | undefined;
  const timer = setInterval(
    () => {
      round ??= takeSteps(world, seconds)
        .catch((error: unknown) => log.error({ err: error }, "FedEx parcels could not take their next step"))
        .finally(() => {
          round = undefined;
        });
    },
    Math.min(1000, seconds * 1000),
  );
  return async () => {
    clearInterval(timer);
    await round;
  };
}

/** Moves every parcel that has waited long enough by one step. */
export async function takeSteps(world: World, seconds: number): Promise<void> {
  const { rows } = await world.db.query<{ tracking_number: string; state: string; moves: number }>(
    `select p.tracking_number, p.state, count(s.id) filter (where s.state = 'in_transit')::int as moves
     from fedex_parcel p join fedex_scan s using (tracking_number)
     where p.cancelled_at is null and p.state not in ('delivered', 'returned')
     group by p.tracking_number having max(s.at) <= $1 limit 200`,
    [new Date(world.now().getTime() - seconds * 1000)],
  );
  for (const { tracking_number, state, moves } of rows)
    await advance(world, tracking_number, next(state, moves));
}

function next(state: string, moves: number): Goal {
  if (state === "out_for_delivery") return "delivered";
  // Pick-up makes two scans, the hub a third.
  return state === "in_transit" && moves > 2 ? "out_for_delivery" : "in_transit";
}

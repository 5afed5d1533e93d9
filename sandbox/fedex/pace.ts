import type { World } from "@/sandbox/vendor";
import { log } from "@/server/kernel/log";
import { advance } from "./advance";
import { fateOf } from "./fate";
import type { Goal } from "./journey";
import { type TroubleName, troubles } from "./steps";

/**
 * Lets parcels travel by themselves when SANDBOX_PARCEL_PACE is set: so many seconds after its last scan a parcel takes
 * its next step (picked up, at the hub, out for delivery, delivered), and some meet trouble on the way.
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
  const { rows } = await world.db.query<Traveller>(
    `select p.tracking_number as "trackingNumber", p.state, count(s.id) filter (where s.state = 'in_transit')::int as moves,
       bool_or(s.state = 'exception') as troubled
     from fedex_parcel p join fedex_scan s using (tracking_number)
     where p.cancelled_at is null and p.state not in ('delivered', 'returned')
     group by p.tracking_number having max(s.at) <= $1 limit 200`,
    [new Date(world.now().getTime() - seconds * 1000)],
  );
  for (const traveller of rows) {
    const { goal, trouble } = nextStep(traveller);
    await advance(world, traveller.trackingNumber, goal, trouble);
  }
}

type Traveller = {
  trackingNumber: string;
  state: string;
  /** Scans on the road so far: pick-up makes two, the hub a third. */
  moves: number;
  /** Something has gone wrong once; nothing goes wrong twice. */
  troubled: boolean;
};

function nextStep(traveller: Traveller): { goal: Goal; trouble?: TroubleName | undefined } {
  const { state, moves, troubled } = traveller;
  const trouble = fateOf(traveller.trackingNumber);
  const meets = (place: "hub" | "door") => trouble && !troubled && troubles[trouble].at === place;
  switch (state) {
    case "exception":
      return { goal: trouble === "refused" ? "returned" : "out_for_delivery" };
    case "out_for_delivery":
      return meets("door") ? { goal: "exception", trouble } : { goal: "delivered" };
    default:
      if (moves <= 2) return { goal: "in_transit" };
      return meets("hub") ? { goal: "exception", trouble } : { goal: "out_for_delivery" };
  }
}

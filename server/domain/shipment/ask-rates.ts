import { withinTime } from "@/server/kernel/patience";
import type { WithPorts } from "@/server/ports";
import type { Carrier, Consignment } from "@/server/ports/carrier";
import { shipByOf, type WorkingTimes } from "./promise";
import type { Asked } from "./rate-shopping";

/** How long staff wait for prices before the label is bought without them. */
const budgetMs = 3_000;

/** Asks every carrier what each package costs, all at once. */
export function askRates(ctx: WithPorts, packages: readonly Consignment[], shipAt: Date): Promise<Asked[]> {
  const carriers = Object.values(ctx.ports.carriers).filter((one): one is Carrier => Boolean(one));
  return Promise.all(
    carriers.map(async (carrier) => ({
      carrier: carrier.code,
      name: carrier.name,
      rates: await withinTime(Promise.all(packages.map(async (one) => carrier.rates(one, shipAt))), budgetMs),
    })),
  );
}

/** When what is packed now is handed over: at the place's next collection. */
export const nextCollection = (now: Date, place: WorkingTimes): Date =>
  shipByOf(now, "express", { ...place, cutOff: place.collectionAt });

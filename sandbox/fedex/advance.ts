import { HTTPException } from "hono/http-exception";
import type { World } from "@/sandbox/vendor";
import { addWorkingDays } from "@/server/adapters/fedex/transit";
import { instantOf, localText } from "@/server/kernel/local-time";
import { timeZoneOf } from "@/server/kernel/time-zone";
import { type Goal, stepsTo, timesFor } from "./journey";
import { findParcel, insertScans, type ParcelRow, type ScanRow, scansOf, transaction } from "./parcels";
import { type TroubleName, troubles } from "./steps";
import { trackResult } from "./track-result";

export type Advanced = { trackingNumber: string; state: string; scans: number };

/**
 * Moves a parcel to `goal`: adds the scans on the way and pushes each to the shop. Asking for where the parcel is already
 * changes nothing; a parcel that is delivered, returned or cancelled stays so.
 */
export async function advance(
  world: World,
  trackingNumber: string,
  goal: Goal,
  trouble: TroubleName = "missed",
): Promise<Advanced> {
  const { parcel, scans, added } = await transaction(world, async (db) => {
    const found = await findParcel(db, trackingNumber, true);
    if (!found) throw refuse(404, `FedEx has no parcel with the number ${trackingNumber}.`);
    if (found.cancelled_at)
      throw refuse(409, `The label of ${trackingNumber} is cancelled; the parcel can't travel.`);
    const past = await scansOf(db, trackingNumber);
    if (found.state === goal && goal !== "in_transit") return { parcel: found, scans: past, added: [] };
    if (found.state === "delivered" || found.state === "returned")
      throw refuse(409, `Parcel ${trackingNumber} is ${found.state} already.`);
    const steps = stepsTo(goal, found, past, trouble);
    const times = timesFor(steps.length, past.at(-1)?.at ?? found.created_at, world.now());
    const made = await insertScans(
      db,
      trackingNumber,
      steps.map((step, i) => ({ ...step, at: times[i] ?? world.now() })),
    );
    const expected = expectedAt(found, goal, trouble, world.now());
    await db.query("update fedex_parcel set state = $2, estimated_at = $3 where tracking_number = $1", [
      trackingNumber,
      goal,
      expected,
    ]);
    return {
      parcel: { ...found, state: goal, estimated_at: expected },
      scans: [...past, ...made],
      added: made,
    };
  });
  await push(world, parcel, scans, added);
  return { trackingNumber, state: parcel.state, scans: added.length };
}

/** When FedEx now expects to deliver: some working days later after a trouble, today once the parcel is on the van. */
function expectedAt(parcel: ParcelRow, goal: Goal, trouble: TroubleName, now: Date): Date | null {
  const { countryCode: country, stateOrProvinceCode: region } = parcel.ship_to.address;
  const zone = timeZoneOf({ country, region });
  const had = localText(parcel.estimated_at ?? parcel.promised_at, zone);
  const today = localText(now, zone);
  const on = (day: string) => instantOf(`${day}T${had.slice(11)}`, zone);
  switch (goal) {
    case "exception": {
      const { days } = troubles[trouble];
      return days === null ? null : on(addWorkingDays(max(had, today).slice(0, 10), days));
    }
    case "out_for_delivery":
      return on(today.slice(0, 10));
    case "in_transit":
      // What was held and moves again has a day again.
      return parcel.estimated_at ?? on(addWorkingDays(max(had, today).slice(0, 10), 1));
    default:
      return parcel.estimated_at;
  }
}

const max = (a: string, b: string): string => (a > b ? a : b);

/** FedEx's webhook belongs to the account: all its parcels are told of, each scan by itself, as a tracking answer. */
async function push(
  world: World,
  parcel: ParcelRow,
  scans: readonly ScanRow[],
  added: readonly ScanRow[],
): Promise<void> {
  for (const scan of added) {
    const until = scans.filter((one) => Number(one.id) <= Number(scan.id));
    await world.sendWebhook({
      vendor: "fedex",
      eventId: `fedex-${parcel.tracking_number}-${scan.id}`,
      path: "/api/webhooks/fedex",
      body: JSON.stringify(pushBody({ ...parcel, state: scan.state }, until, scan)),
    });
  }
}

export const pushBody = (parcel: ParcelRow, scans: readonly ScanRow[], scan: ScanRow) => ({
  output: {
    completeTrackResults: [
      { trackingNumber: parcel.tracking_number, trackResults: [trackResult(parcel, scans, [scan])] },
    ],
  },
});

const refuse = (status: 404 | 409, message: string): HTTPException =>
  new HTTPException(status, { res: Response.json({ error: message }, { status }) });

import { HTTPException } from "hono/http-exception";
import type { World } from "@/sandbox/vendor";
import { type Goal, stepsTo, timesFor } from "./journey";
import { findParcel, insertScans, type ParcelRow, type ScanRow, scansOf, transaction } from "./parcels";
import { stamp } from "./places";
import { pushEvent } from "./push";
import { type TroubleName, troubles } from "./steps";
import { addWorkingDays, dayText, readDay } from "./transit";

export type Advanced = { trackingNumber: string; state: string; scans: number };

/**
 * Moves a parcel to `goal`: adds the scans on the way and pushes each to who has subscribed. Asking for where the parcel
 * is already changes nothing; a parcel that is delivered, returned or void stays so.
 */
export async function advance(
  world: World,
  trackingNumber: string,
  goal: Goal,
  trouble: TroubleName = "missed",
): Promise<Advanced> {
  const { parcel, scans } = await transaction(world, async (db) => {
    const found = await findParcel(db, trackingNumber, true);
    if (!found) throw refuse(404, `UPS has no parcel with the number ${trackingNumber}.`);
    if (found.voided_at)
      throw refuse(409, `The label of ${trackingNumber} is void; the parcel can't travel.`);
    if (found.state === goal && goal !== "in_transit") return { parcel: found, scans: [] };
    if (found.state === "delivered" || found.state === "returned")
      throw refuse(409, `Parcel ${trackingNumber} is ${found.state} already.`);
    const past = await scansOf(db, trackingNumber);
    const steps = stepsTo(goal, found, past, trouble);
    const times = timesFor(steps.length, past.at(-1)?.at ?? found.created_at, world.now());
    const added = await insertScans(
      db,
      trackingNumber,
      steps.map((step, i) => ({ ...step, at: times[i] ?? world.now() })),
    );
    const later = goal === "exception" ? rescheduled(found, trouble, world.now()) : found.rescheduled_for;
    await db.query("update ups_parcel set state = $2, rescheduled_for = $3 where tracking_number = $1", [
      trackingNumber,
      goal,
      later,
    ]);
    return { parcel: { ...found, state: goal, rescheduled_for: later }, scans: added };
  });
  await push(world, parcel, scans);
  return { trackingNumber, state: parcel.state, scans: scans.length };
}

/** The new day of delivery, YYYYMMDD: some working days after the one it had, and after today. */
function rescheduled(parcel: ParcelRow, trouble: TroubleName, now: Date): string | null {
  const { delay } = troubles[trouble];
  const had = parcel.rescheduled_for ?? parcel.scheduled_for;
  if (delay === null) return parcel.rescheduled_for;
  const { CountryCode: country, StateProvinceCode: region } = parcel.ship_to.Address;
  const today = stamp(now, { country, region }).date;
  return dayText(addWorkingDays(readDay([had, today].sort().at(-1) ?? today) ?? now, delay));
}

async function push(world: World, parcel: ParcelRow, scans: readonly ScanRow[]): Promise<void> {
  const { rowCount } = await world.db.query(
    "select 1 from ups_subscription where tracking_number = $1 and expires_at > $2",
    [parcel.tracking_number, world.now()],
  );
  if (rowCount === 0) return;
  for (const scan of scans)
    await world.sendWebhook({
      vendor: "ups",
      eventId: `ups-${parcel.tracking_number}-${scan.id}`,
      path: "/api/webhooks/ups",
      body: JSON.stringify(pushEvent(parcel, scan)),
    });
}

const refuse = (status: 404 | 409, message: string): HTTPException =>
  new HTTPException(status, { res: Response.json({ error: message }, { status }) });

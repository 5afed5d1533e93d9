import { instantOf } from "@/server/kernel/local-time";
import { timeZoneOf } from "@/server/kernel/time-zone";
import type { Tracking, TrackingScan } from "@/server/ports/carrier";
import type { TrackedPackage } from "./answers";
import { placeOf } from "./push";
import { detailCode, scanTime, stateOf } from "./tracking-status";

/** What UPS says of one package, in our words. */
export const trackingOf = (found: TrackedPackage): Tracking => ({
  scans: scansOf(found),
  estimatedAt: estimateOf(found),
});

/** A label that was cancelled before anybody scanned it. */
export const isVoid = ({ activity }: TrackedPackage): boolean =>
  activity.some((one) => one.status?.type === "MV");

/** UPS lists the newest scan first; we hand them out oldest first. Scans without a readable time are left out. */
function scansOf({ activity, deliveryDate }: TrackedPackage): TrackingScan[] {
  const newestDelivery = activity.find((one) => one.status?.type === "D");
  const wasDelivered = deliveryDate.some((one) => one.type === "DEL" && one.date);
  const scans: TrackingScan[] = [];
  for (const one of activity.toReversed()) {
    const at = scanTime(
      { date: one.gmtDate, time: one.gmtTime },
      { date: one.date, time: one.time },
      one.gmtOffset,
    );
    if (!at) continue;
    const { type = "", code = "", statusCode, description = "" } = one.status ?? {};
    const hasDeliveryDate = wasDelivered && one === newestDelivery;
    const address = one.location?.address;
    scans.push({
      state: stateOf({ type, code, detail: detailCode(statusCode), description, hasDeliveryDate }),
      code: code || type,
      description: description.trim() || "No description",
      ...placeOf([address?.city, address?.stateProvince, address?.countryCode ?? address?.country]),
      at,
    });
  }
  return scans.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** UPS drives until about then where it promises no more than the day. */
const endOfDay = "190000";
/** Kinds of time that speak of a delivery to come: committed time; estimated, confirmed and imminent window. */
const timesToCome = ["CMT", "EDW", "CDW", "IDW"];

/**
 * When UPS expects to deliver: the rescheduled day, else the scheduled one, at the end of the window where it names one,
 * by the clocks of the destination. Null when it names no day, and once it has delivered.
 */
function estimateOf({ deliveryDate, deliveryTime, packageAddress }: TrackedPackage): Date | null {
  const dayOf = (type: string) => deliveryDate.find((one) => one.type === type && one.date)?.date;
  const day = dayOf("DEL") ? undefined : (dayOf("RDD") ?? dayOf("SDD"));
  if (!day) return null;
  const named = timesToCome.includes(deliveryTime?.type ?? "") ? deliveryTime?.endTime : undefined;
  const time = (named || endOfDay).padStart(6, "0");
  const { countryCode, country, stateProvince } =
    packageAddress.find((one) => one.type === "DESTINATION")?.address ?? {};
  const text = `${day}${time}`.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d).*$/, "$1-$2-$3T$4:$5");
  return instantOf(text, timeZoneOf({ country: countryCode ?? country ?? "US", region: stateProvince }));
}

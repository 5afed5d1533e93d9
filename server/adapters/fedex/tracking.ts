import { instantOf } from "@/server/kernel/local-time";
import { timeZoneOf } from "@/server/kernel/time-zone";
import type { Tracking, TrackingScan } from "@/server/ports/carrier";
import type { ScanEvent, TrackResult } from "./answers";
import { scanTime, stateOf } from "./tracking-status";

/** What FedEx says of one package, in our words. */
export const trackingOf = (result: TrackResult): Tracking => ({
  scans: scansOf(result),
  estimatedAt: estimateOf(result),
});

/** FedEx lists the newest scan first; we hand them out oldest first. Scans without a readable time are left out. */
export function scansOf({ scanEvents }: TrackResult): TrackingScan[] {
  return scanEvents
    .toReversed()
    .flatMap((event): TrackingScan[] => {
      const at = scanTime(event.date);
      return at ? [scanOf(event, at)] : [];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function scanOf(event: ScanEvent, at: Date): TrackingScan {
  const { eventType = "", derivedStatusCode = "", eventDescription, exceptionDescription } = event;
  const words = [eventDescription ?? event.derivedStatus, exceptionDescription].filter(Boolean);
  const description = [...new Set(words)].join(": ") || "No description";
  return {
    state: stateOf({ code: eventType, derived: derivedStatusCode, description }),
    code: eventType || derivedStatusCode,
    description,
    ...placeOf(event.scanLocation),
    at,
  };
}

/** "Memphis, TN, US", leaving out what FedEx left out. */
export function placeOf(at: ScanEvent["scanLocation"]): { place?: string } {
  const given = [at?.city, at?.stateOrProvinceCode, at?.countryCode].filter(Boolean);
  return given.length > 0 ? { place: given.join(", ") } : {};
}

/** FedEx drives until about then where it promises no more than the day. */
const endOfDay = "20:00";

/**
 * When FedEx expects to deliver: the end of its estimated window, else its estimate, else what the service promises. Null
 * when it names no day, and once it has delivered. Times without an offset are by the clocks of the destination.
 */
export function estimateOf(result: TrackResult): Date | null {
  const { latestStatusDetail: status, dateAndTimes, scanEvents } = result;
  const timeOf = (type: string) => dateAndTimes.find((one) => one.type === type)?.dateTime;
  if (timeOf("ACTUAL_DELIVERY") || status?.code === "DL" || scanEvents[0]?.eventType === "DL") return null;
  const said = [
    result.estimatedDeliveryTimeWindow?.window?.ends,
    timeOf("ESTIMATED_DELIVERY"),
    result.standardTransitTimeWindow?.window?.ends,
    timeOf("COMMITMENT"),
  ].find(Boolean);
  if (!said) return null;
  return scanTime(said) ?? instantOf(said.length === 10 ? `${said}T${endOfDay}` : said, zoneOf(result));
}

function zoneOf({ destinationLocation, recipientInformation }: TrackResult): string {
  const address = recipientInformation?.address ?? destinationLocation?.locationContactAndAddress?.address;
  return timeZoneOf({ country: address?.countryCode ?? "US", region: address?.stateOrProvinceCode });
}

import type { TrackingState } from "@/server/ports/carrier";

/** What one UPS scan says of itself, from a track answer or a push. */
export type UpsStatus = {
  /** M, MV, P, I, O, D, U, X, RS … */
  type: string;
  /** UPS's two-character code of the scan, e.g. OT or FS. */
  code: string;
  /** Three digits, e.g. `011` delivered, `021` out for delivery; empty when UPS left it out. */
  detail: string;
  description: string;
  /** UPS gave a date of actual delivery for this scan. */
  hasDeliveryDate: boolean;
};

const delivered = "011";
const outForDelivery = "021";

/**
 * UPS's status in our words. Type `D` alone is no delivery: UPS uses it for "loaded on delivery vehicle" and "out for
 * delivery" too, so a parcel is delivered only with detail code 011 or, where UPS leaves the detail out, a delivery date.
 */
export function stateOf(status: UpsStatus): TrackingState {
  // First, because the handing over to the sender is also typed as a delivery.
  if (status.type === "RS" || /\breturn(ed|ing) to (the )?(sender|shipper)\b/i.test(status.description))
    return "returned";
  switch (status.type) {
    case "D":
      return isDelivered(status) ? "delivered" : "out_for_delivery";
    case "M":
    case "MV":
      return "pre_transit";
    case "O":
      return "out_for_delivery";
    case "X":
      return "exception";
    default:
      // P (picked up), I (on the way), U (new delivery date) and what UPS may add: the parcel is moving.
      return status.detail === outForDelivery || status.code === "OT" || status.code === "OF"
        ? "out_for_delivery"
        : "in_transit";
  }
}

const isDelivered = ({ detail, hasDeliveryDate }: UpsStatus): boolean =>
  detail === "" ? hasDeliveryDate : detail === delivered;

/** Three digits: pushes give the detail code as a number (`11`), track answers as text (`011`). */
export const detailCode = (value: string | number | undefined): string =>
  value === undefined || value === "" ? "" : String(value).padStart(3, "0");

type Moment = { date?: string | undefined; time?: string | undefined };

/**
 * The scan's moment: GMT when UPS gives it, else local time with its offset (`-05:00` in track answers, `-04.00` in
 * pushes), else local time read as GMT. Undefined when there is no readable date. UPS drops leading zeros of hours.
 */
export function scanTime(gmt: Moment, local: Moment, offset?: string): Date | undefined {
  return read(gmt, "Z") ?? read(local, offset ? offset.replace(".", ":") : "Z");
}

function read({ date, time }: Moment, zone: string): Date | undefined {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(date ?? "");
  const clock = /^(\d{2})(\d{2})(\d{2})$/.exec((time ?? "").replaceAll(":", "").padStart(6, "0"));
  if (!day || !clock) return undefined;
  const at = new Date(`${day.slice(1).join("-")}T${clock.slice(1).join(":")}${zone}`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

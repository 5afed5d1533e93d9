import type { ParcelRow, ScanRow } from "./parcels";
import { stamp } from "./places";
import { windowOf } from "./window";

/** One Track Alert event, as UPS posts it. Its types are fewer than those of tracking: a pick-up is "on the way". */
export function pushEvent(parcel: ParcelRow, scan: ScanRow) {
  const at = stamp(scan.at, scan);
  const window = windowOf(scan);
  const arrived = scan.state === "delivered";
  const door = parcel.state === "returned" ? parcel.ship_from : parcel.ship_to;
  const zip = door.Address.PostalCode;
  return {
    trackingNumber: parcel.tracking_number,
    localActivityDate: at.date,
    localActivityTime: at.time,
    activityLocation: {
      ...(scan.city ? { city: scan.city } : {}),
      ...(scan.region && /^[A-Z]{2}$/.test(scan.region) ? { stateProvince: scan.region } : {}),
      ...(arrived && /^\d{5}/.test(zip) ? { postalCode: zip.slice(0, 5) } : {}),
      country: scan.country,
    },
    activityStatus: {
      type: scan.type === "P" ? "I" : scan.type,
      code: scan.code,
      description: scan.description,
      descriptionCode: Number(scan.detail),
    },
    scheduledDeliveryDate: parcel.scheduled_for,
    ...(arrived ? { actualDeliveryDate: at.date, actualDeliveryTime: at.time } : {}),
    ...(window
      ? {
          deliveryStartTime: window.start,
          deliveryEndTime: window.end,
          deliveryTimeDescription: "Estimated Delivery Window",
        }
      : {}),
    gmtActivityDate: at.gmtDate,
    gmtActivityTime: at.gmtTime,
    gmtOffset: at.offset.replace(":", "."),
  };
}

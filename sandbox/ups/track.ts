import type { World } from "@/sandbox/vendor";
import { credentials } from "./credentials";
import { upsError } from "./errors";
import { findParcel, type ParcelRow, parcelsByReference, type ScanRow, scansOf } from "./parcels";
import { stamp } from "./places";
import { services } from "./services";
import { commitTime, readDay } from "./transit";
import { windowOf } from "./window";

const dayMs = 86_400_000;

/** `GET /api/track/v1/details/{number}`: the newest scan first. */
export async function track(world: World, number: string) {
  if (number.length < 7 || number.length > 34) throw upsError(400, "TV1002", "Invalid inquiry number");
  const parcel = await findParcel(world.db, number);
  if (!parcel) throw notFound();
  return answer(number, [parcel], await scansOf(world.db, number));
}

/**
 * `GET /api/track/v1/reference/details/{reference}`: what carries a reference of the shipper's, picked up from two weeks
 * ago on, or within the days asked for.
 */
export async function trackReference(world: World, reference: string, query: Record<string, string>) {
  const { shipperNum, fromPickUpDate, toPickUpDate } = query;
  const now = world.now();
  const from = fromPickUpDate ? readDay(fromPickUpDate) : new Date(now.getTime() - 14 * dayMs);
  const to = toPickUpDate ? readDay(toPickUpDate) : now;
  if (!from || !to) throw upsError(400, "TV1015", "Invalid pickup date");
  if (shipperNum && shipperNum !== credentials().accountNumber) throw notFound();
  const parcels = await parcelsByReference(world, reference, {
    from,
    until: new Date(to.getTime() + dayMs),
  });
  if (parcels.length === 0) throw notFound();
  const scans = await Promise.all(parcels.map((parcel) => scansOf(world.db, parcel.tracking_number)));
  return answer(reference, parcels, scans.flat());
}

const notFound = () => upsError(404, "TW0001", "Tracking Information Not Found");

const answer = (inquiryNumber: string, parcels: readonly ParcelRow[], scans: readonly ScanRow[]) => ({
  trackResponse: {
    shipment: parcels.map((parcel) => ({
      inquiryNumber,
      package: [
        packageOf(
          parcel,
          scans.filter((scan) => scan.tracking_number === parcel.tracking_number),
        ),
      ],
    })),
  },
});

function packageOf(parcel: ParcelRow, scans: readonly ScanRow[]) {
  const newest = scans.at(-1);
  return {
    trackingNumber: parcel.tracking_number,
    ...delivery(parcel, newest),
    activity: scans.toReversed().map(activity),
    ...(newest ? { currentStatus: status(newest) } : {}),
    packageAddress: [
      { type: "ORIGIN", address: address(parcel.ship_from) },
      { type: "DESTINATION", address: address(parcel.ship_to) },
    ],
    referenceNumber: parcel.reference_numbers.map((reference) => ({ type: "PACKAGE", number: reference })),
    service: {
      code: parcel.service_code,
      levelCode: parcel.service_code.padStart(3, "0"),
      description: services[parcel.service_code]?.name ?? "UPS",
    },
    weight: { weight: parcel.weight, unitOfMeasurement: parcel.weight_unit },
    packageCount: 1,
  };
}

/** The day it is expected on, or was delivered on, and what is known of the hour. */
function delivery(parcel: ParcelRow, newest: ScanRow | undefined) {
  const days = [
    { type: "SDD", date: parcel.scheduled_for },
    ...(parcel.rescheduled_for ? [{ type: "RDD", date: parcel.rescheduled_for }] : []),
  ];
  if (newest?.state === "delivered") {
    const at = stamp(newest.at, newest);
    return {
      deliveryDate: [...days, { type: "DEL", date: at.date }],
      deliveryTime: { type: "DEL", endTime: at.time },
    };
  }
  const window = newest && windowOf(newest);
  const time = commitTime(parcel.service_code);
  if (window) {
    const today = { type: parcel.rescheduled_for ? "RDD" : "SDD", date: window.date };
    return {
      deliveryDate: [...days.filter((day) => day.type !== today.type), today],
      deliveryTime: { type: "EDW", startTime: window.start, endTime: window.end },
    };
  }
  return { deliveryDate: days, deliveryTime: time ? { type: "CMT", endTime: time } : { type: "EOD" } };
}

function address({ Address: at }: ParcelRow["ship_to"]) {
  return {
    city: at.City,
    ...(at.StateProvinceCode ? { stateProvince: at.StateProvinceCode } : {}),
    country: at.CountryCode,
    countryCode: at.CountryCode,
  };
}

function activity(scan: ScanRow) {
  const at = stamp(scan.at, scan);
  return {
    date: at.date,
    time: at.time,
    gmtDate: at.gmtDate,
    gmtTime: at.gmtTime,
    gmtOffset: at.offset,
    location: {
      address: {
        ...(scan.city ? { city: scan.city } : {}),
        ...(scan.region ? { stateProvince: scan.region } : {}),
        country: scan.country,
        countryCode: scan.country,
      },
    },
    status: status(scan),
  };
}

const status = (scan: ScanRow) => ({
  type: scan.type,
  code: scan.code,
  statusCode: scan.detail,
  description: scan.description,
});

import type { World } from "@/sandbox/vendor";
import { upsError } from "./errors";
import { findParcel, type ScanRow, scansOf } from "./parcels";
import { stamp } from "./places";
import { services } from "./services";

/** `GET /api/track/v1/details/{number}`: the newest scan first. */
export async function track(world: World, number: string) {
  if (number.length < 7 || number.length > 34) throw upsError(400, "TV1002", "Invalid inquiry number");
  const parcel = await findParcel(world.db, number);
  if (!parcel) throw upsError(404, "TW0001", "Tracking Information Not Found");
  const scans = await scansOf(world.db, number);
  const newest = scans.at(-1);
  const arrival = parcel.state === "delivered" ? newest : undefined;
  const arrivedAt = arrival && stamp(arrival.at, arrival);
  const address = (party: typeof parcel.ship_to) => ({
    city: party.Address.City,
    ...(party.Address.StateProvinceCode ? { stateProvince: party.Address.StateProvinceCode } : {}),
    country: party.Address.CountryCode,
    countryCode: party.Address.CountryCode,
  });
  return {
    trackResponse: {
      shipment: [
        {
          inquiryNumber: number,
          package: [
            {
              trackingNumber: number,
              deliveryDate: [
                { type: "SDD", date: parcel.scheduled_for },
                ...(arrivedAt ? [{ type: "DEL", date: arrivedAt.date }] : []),
              ],
              deliveryTime: arrivedAt ? { type: "DEL", endTime: arrivedAt.time } : { type: "EOD" },
              activity: scans.toReversed().map(activity),
              ...(newest ? { currentStatus: status(newest) } : {}),
              packageAddress: [
                { type: "ORIGIN", address: address(parcel.ship_from) },
                { type: "DESTINATION", address: address(parcel.ship_to) },
              ],
              referenceNumber: parcel.reference_numbers.map((reference) => ({
                type: "PACKAGE",
                number: reference,
              })),
              service: {
                code: parcel.service_code,
                levelCode: parcel.service_code.padStart(3, "0"),
                description: services[parcel.service_code]?.name ?? "UPS",
              },
              weight: { weight: parcel.weight, unitOfMeasurement: parcel.weight_unit },
              packageCount: 1,
            },
          ],
        },
      ],
    },
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

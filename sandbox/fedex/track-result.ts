import type { ParcelRow, ScanRow } from "./parcels";
import { type Place, stamp } from "./places";
import { services } from "./services";
import type { PlaceBody } from "./shipment";
import { delayOf } from "./steps";

/** One parcel as FedEx tells of it, the newest scan first. `scans` are all it has, oldest first; `shown` those to list. */
export function trackResult(parcel: ParcelRow, scans: readonly ScanRow[], shown: readonly ScanRow[] = scans) {
  const newest = shown.at(-1) ?? scans.at(-1);
  const to = parcel.ship_to.address;
  const there = { country: to.countryCode, region: to.stateOrProvinceCode };
  const service = services[parcel.service_type];
  return {
    trackingNumberInfo: {
      trackingNumber: parcel.tracking_number,
      trackingNumberUniqueId: `${parcel.ship_date.replaceAll("-", "")}~${parcel.tracking_number}~${service?.carrier ?? "FX"}`,
      carrierCode: service?.carrier ?? "FDXE",
    },
    additionalTrackingInfo: {
      nickname: "",
      hasAssociatedShipments: false,
      packageIdentifiers: parcel.customer_references.map(({ customerReferenceType: type, value }) => ({
        type: identifierTypes[type] ?? "CUSTOMER_REFERENCE",
        value: [value],
        trackingNumberUniqueId: "",
      })),
    },
    shipperInformation: { address: address(parcel.ship_from.address) },
    recipientInformation: { address: address(to) },
    originLocation: { locationContactAndAddress: { address: address(parcel.ship_from.address) } },
    destinationLocation: { locationContactAndAddress: { address: address(to) } },
    ...(newest ? { latestStatusDetail: status(newest, parcel) } : {}),
    dateAndTimes: dates(parcel, scans),
    ...estimate(parcel, there),
    standardTransitTimeWindow: { window: { ends: stamp(parcel.promised_at, there) } },
    scanEvents: shown.toReversed().map((scan) => scanEvent(scan, parcel)),
    deliveryDetails: { deliveryAttempts: String(attempts(scans)) },
    serviceDetail: {
      type: parcel.service_type,
      description: service?.name ?? parcel.service_type,
      shortDescription: service?.carrier === "FDXG" ? "FG" : "FE",
    },
    packageDetails: {
      count: "1",
      sequenceNumber: "1",
      packagingDescription: { type: "YOUR_PACKAGING", description: "Customer Packaging" },
      weightAndDimensions: { weight: [{ unit: parcel.weight_unit, value: String(parcel.weight) }] },
    },
  };
}

/** Ship and Track name the same references differently. */
const identifierTypes: Record<string, string> = {
  CUSTOMER_REFERENCE: "SHIPPER_REFERENCE",
  INVOICE_NUMBER: "INVOICE",
  P_O_NUMBER: "PURCHASE_ORDER",
  DEPARTMENT_NUMBER: "DEPARTMENT",
};

const attempts = (scans: readonly ScanRow[]): number =>
  scans.filter(({ eventType }) => eventType === "DE" || eventType === "DL").length;

const address = (at: PlaceBody) => ({
  city: at.city.toUpperCase(),
  ...(at.stateOrProvinceCode ? { stateOrProvinceCode: at.stateOrProvinceCode } : {}),
  countryCode: at.countryCode,
  residential: at.residential,
});

const scanPlace = ({ city, region, postalCode, country }: Place) => ({
  streetLines: [""],
  ...(city ? { city } : {}),
  ...(region ? { stateOrProvinceCode: region } : {}),
  ...(postalCode ? { postalCode } : {}),
  countryCode: country,
  residential: false,
});

function status(scan: ScanRow, parcel: ParcelRow) {
  const delay = delayOf(scan.exception?.code);
  return {
    code: scan.eventType,
    derivedCode: scan.derivedCode,
    statusByLocale: scan.derivedStatus,
    description: scan.eventDescription,
    scanLocation: scanPlace(scan),
    ...(scan.exception
      ? {
          ancillaryDetails: [
            { reason: scan.exception.code, reasonDescription: scan.exception.description, action: "" },
          ],
        }
      : {}),
    delayDetail: { status: isLate(parcel) ? "DELAYED" : "ON_TIME", ...(delay ? { type: delay } : {}) },
  };
}

const isLate = ({ estimated_at: estimated, promised_at: promised }: ParcelRow): boolean =>
  estimated === null || estimated > promised;

function scanEvent(scan: ScanRow, parcel: ParcelRow) {
  const delay = delayOf(scan.exception?.code);
  return {
    date: stamp(scan.at, scan),
    eventType: scan.eventType,
    eventDescription: scan.eventDescription,
    exceptionCode: scan.exception?.code ?? "",
    exceptionDescription: scan.exception?.description ?? "",
    scanLocation: scanPlace(scan),
    locationType: scan.locationType,
    derivedStatusCode: scan.derivedCode,
    derivedStatus: scan.derivedStatus,
    ...(delay ? { delayDetail: { type: delay, status: isLate(parcel) ? "DELAYED" : "ON_TIME" } } : {}),
  };
}

function dates(parcel: ParcelRow, scans: readonly ScanRow[]) {
  const at = (type: string, scan: ScanRow | undefined) =>
    scan ? [{ type, dateTime: stamp(scan.at, scan) }] : [];
  const to = parcel.ship_to.address;
  const there = { country: to.countryCode, region: to.stateOrProvinceCode };
  const arrived = parcel.state === "delivered" ? scans.at(-1) : undefined;
  return [
    ...at("ACTUAL_DELIVERY", arrived),
    ...at(
      "ACTUAL_PICKUP",
      scans.find(({ eventType }) => eventType === "PU"),
    ),
    { type: "SHIP", dateTime: `${parcel.ship_date}T00:00:00-06:00` },
    ...(parcel.estimated_at && parcel.state !== "delivered"
      ? [{ type: "ESTIMATED_DELIVERY", dateTime: stamp(parcel.estimated_at, there) }]
      : []),
    { type: "COMMITMENT", dateTime: stamp(parcel.promised_at, there) },
  ];
}

const windowMs = 4 * 3_600_000;

/** Four hours that end when FedEx expects to deliver. */
function estimate({ estimated_at: ends, state }: ParcelRow, there: Pick<Place, "country" | "region">) {
  if (state === "delivered" || state === "returned") return {};
  if (!ends)
    return {
      serviceCommitMessage: {
        type: "ESTIMATED_DELIVERY_DATE_UNAVAILABLE",
        message: "No scheduled delivery date available at this time.",
      },
    };
  const begins = new Date(ends.getTime() - windowMs);
  return {
    estimatedDeliveryTimeWindow: {
      description: "",
      type: "ESTIMATED_DELIVERY",
      window: { begins: stamp(begins, there), ends: stamp(ends, there) },
    },
  };
}

import { alerts, serviceTypes } from "./common";
import { country, day, fields, list, moment, oneOf, some, text, yes } from "./schema";

export const trackRequest = fields({
  "includeDetailedScans!": yes,
  "trackingInfo!": list(
    fields({
      shipDateBegin: day,
      shipDateEnd: day,
      "trackingNumberInfo!": fields({ "trackingNumber!": some, carrierCode: text }),
    }),
    { minItems: 1, maxItems: 30 },
  ),
});
export const referencesRequest = fields({
  includeDetailedScans: yes,
  "referencesInformation!": fields({
    carrierCode: text,
    type: text,
    "value!": some,
    accountNumber: some,
    "shipDateBegin!": day,
    "shipDateEndDate!": day,
    // The portal's examples call the end so.
    shipDateEnd: day,
  }),
});

const place = fields({
  addressClassification: text,
  residential: yes,
  streetLines: list(text),
  city: text,
  stateOrProvinceCode: text,
  postalCode: text,
  countryCode: country,
  countryName: text,
});
const placed = fields({ locationContactAndAddress: fields({ address: place }) });
const delayDetail = fields({
  type: oneOf("WEATHER", "OPERATIONAL", "LOCAL", "GENERAL", "CLEARANCE"),
  status: oneOf("DELAYED", "ON_TIME", "EARLY"),
});
const timeWindow = fields({
  description: text,
  type: text,
  "window!": fields({ begins: moment, ends: moment }),
});
const identifierTypes = oneOf(
  "CUSTOMER_REFERENCE",
  "DEPARTMENT",
  "INVOICE",
  "PURCHASE_ORDER",
  "RETURN_MATERIALS_AUTHORIZATION",
  "SHIPPER_REFERENCE",
);
const scanEvent = fields({
  "date!": moment,
  "eventType!": { type: "string", pattern: "^[A-Z]{2}$" },
  eventDescription: text,
  exceptionCode: text,
  exceptionDescription: text,
  scanLocation: place,
  locationType: oneOf(
    "AIRPORT",
    "CUSTOMS_BROKER",
    "CUSTOMER",
    "DELIVERY_LOCATION",
    "DESTINATION_AIRPORT",
    "DROP_BOX",
    "DESTINATION_FEDEX_FACILITY",
    "ENROUTE",
    "FEDEX_FACILITY",
    "INTERLINE_CARRIER",
    "FEDEX_OFFICE_LOCATION",
    "NON_FEDEX_FACILITY",
    "ORIGIN_AIRPORT",
    "ORIGIN_FEDEX_FACILITY",
    "PORT_OF_ENTRY",
    "PICKUP_LOCATION",
    "PLANE",
    "SORT_FACILITY",
    "SHIP_AND_GET_LOCATION",
    "TURNPOINT",
    "VEHICLE",
  ),
  derivedStatusCode: text,
  derivedStatus: text,
  delayDetail,
});
const trackResult = fields({
  "trackingNumberInfo!": fields({
    "trackingNumber!": some,
    carrierCode: oneOf("FDXE", "FDXG"),
    trackingNumberUniqueId: text,
  }),
  additionalTrackingInfo: fields({
    nickname: text,
    hasAssociatedShipments: yes,
    packageIdentifiers: list(
      fields({ type: identifierTypes, value: list(text), trackingNumberUniqueId: text }),
    ),
  }),
  shipperInformation: fields({ address: place }),
  recipientInformation: fields({ address: place }),
  originLocation: placed,
  destinationLocation: placed,
  latestStatusDetail: fields({
    "code!": some,
    derivedCode: text,
    statusByLocale: text,
    description: text,
    scanLocation: place,
    ancillaryDetails: list(
      fields({ reason: text, reasonDescription: text, action: text, actionDescription: text }),
    ),
    delayDetail,
  }),
  serviceCommitMessage: fields({
    type: oneOf("ESTIMATED_DELIVERY_DATE_UNAVAILABLE", "SHIPMENT_LABEL_CREATED", "CANCELLED_DESCRIPTION"),
    message: text,
  }),
  dateAndTimes: list(
    fields({
      "type!": oneOf(
        "ACTUAL_DELIVERY",
        "ACTUAL_PICKUP",
        "ACTUAL_TENDER",
        "ANTICIPATED_TENDER",
        "APPOINTMENT_DELIVERY",
        "ATTEMPTED_DELIVERY",
        "COMMITMENT",
        "ESTIMATED_ARRIVAL_AT_GATEWAY",
        "ESTIMATED_DELIVERY",
        "ESTIMATED_PICKUP",
        "ESTIMATED_RETURN_TO_STATION",
        "SHIP",
        "SHIPMENT_DATA_RECEIVED",
      ),
      "dateTime!": moment,
    }),
  ),
  estimatedDeliveryTimeWindow: timeWindow,
  standardTransitTimeWindow: timeWindow,
  scanEvents: list(scanEvent),
  deliveryDetails: fields({ deliveryAttempts: text }),
  serviceDetail: fields({ type: serviceTypes, description: text, shortDescription: text }),
  packageDetails: fields({
    count: text,
    sequenceNumber: text,
    packagingDescription: fields({ type: text, description: text }),
    weightAndDimensions: fields({
      weight: list(fields({ unit: oneOf("KG", "LB"), value: text })),
    }),
  }),
  error: fields({ "code!": some, "message!": some }),
});
export const trackOutput = fields({
  "completeTrackResults!": list(
    fields({ "trackingNumber!": some, "trackResults!": list(trackResult, { minItems: 1 }) }),
    { minItems: 1 },
  ),
  alerts,
  successful: yes,
});

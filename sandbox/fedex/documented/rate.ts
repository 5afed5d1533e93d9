import { account, alerts, dimensions, money, names, pickupTypes, serviceTypes, weight } from "./common";
import { country, day, fields, list, moment, number, one, oneOf, text, upTo, whole, yes } from "./schema";

const ratedPlace = {
  city: upTo(35),
  stateOrProvinceCode: upTo(2),
  postalCode: upTo(10),
  "countryCode!": country,
};
const rateCommodity = fields({
  description: upTo(450),
  weight,
  quantity: whole,
  customsValue: money,
  unitPrice: money,
  numberOfPieces: whole,
  countryOfManufacture: country,
  quantityUnits: text,
  name: text,
  harmonizedCode: text,
  partNumber: text,
});
export const rateRequest = fields({
  "accountNumber!": account,
  rateRequestControlParameters: fields({
    returnTransitTimes: yes,
    servicesNeededOnRateFailure: yes,
    rateSortOrder: oneOf("SERVICENAMETRADITIONAL", "COMMITASCENDING", "COMMITDESCENDING"),
  }),
  "requestedShipment!": fields({
    "shipper!": fields({ "address!": fields(ratedPlace) }),
    "recipient!": fields({ "address!": fields({ ...ratedPlace, residential: yes }) }),
    serviceType: serviceTypes,
    preferredCurrency: upTo(3),
    rateRequestType: list(oneOf("LIST", "ACCOUNT", "PREFERRED", "INCENTIVE")),
    shipDateStamp: day,
    "pickupType!": pickupTypes,
    packagingType: oneOf("YOUR_PACKAGING"),
    totalPackageCount: whole,
    totalWeight: number,
    "requestedPackageLineItems!": one(
      fields({ groupPackageCount: whole, "weight!": weight, dimensions, declaredValue: money }),
    ),
    customsClearanceDetail: fields({
      dutiesPayment: fields({ paymentType: oneOf("SENDER") }),
      "commodities!": list(rateCommodity, { minItems: 1 }),
    }),
  }),
});

const rateTypes = oneOf(
  "ACCOUNT",
  "ACTUAL",
  "CURRENT",
  "CUSTOM",
  "LIST",
  "INCENTIVE",
  "PREFERRED",
  "PREFERRED_INCENTIVE",
  "PREFERRED_CURRENCY",
);
export const ratedWeightMethods = oneOf("ACTUAL", "DIM", "BALLOON", "PACKAGING_MINIMUM", "OVERSIZE", "MIXED");
export const serviceDescription = fields({
  serviceType: serviceTypes,
  code: text,
  names,
  operatingOrgCodes: list(text),
  astraDescription: text,
  description: text,
  serviceId: text,
  serviceCategory: text,
});
const ratedShipment = fields({
  "rateType!": rateTypes,
  ratedWeightMethod: ratedWeightMethods,
  totalDiscounts: number,
  totalBaseCharge: number,
  "totalNetCharge!": number,
  totalNetFedExCharge: number,
  shipmentRateDetail: fields({
    rateZone: text,
    dimDivisor: whole,
    fuelSurchargePercent: number,
    totalSurcharges: number,
    totalFreightDiscount: number,
    surCharges: list(fields({ type: text, description: text, level: text, name: text, amount: number })),
    totalBillingWeight: weight,
    currency: text,
  }),
  currency: text,
});
export const rateOutput = fields({
  "rateReplyDetails!": list(
    fields({
      "serviceType!": serviceTypes,
      serviceName: text,
      packagingType: oneOf("YOUR_PACKAGING"),
      customerMessages: list(fields({ code: text, message: text })),
      "ratedShipmentDetails!": list(ratedShipment, { minItems: 1 }),
      signatureOptionType: text,
      serviceDescription,
      operationalDetail: fields({
        ineligibleForMoneyBackGuarantee: yes,
        serviceCode: text,
        airportId: text,
        deliveryDay: text,
        commitDate: moment,
        deliveryDate: moment,
        transitTime: { type: "string", pattern: "^[A-Z]+_DAYS?$" },
      }),
      commit: fields({
        daysInTransit: text,
        dateDetail: fields({ dayOfWeek: text, dayFormat: moment }),
        saturdayDelivery: yes,
        label: text,
      }),
    }),
  ),
  quoteDate: day,
  encoded: yes,
  alerts,
});

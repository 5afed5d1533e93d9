import { Ajv } from "ajv";
import type { Exchange } from "./testing";

/**
 * The shapes of FedEx's developer portal, of what is sent and got here: which fields there are, which are required, what
 * may stand in them. Written by hand from the portal's schemas, and stricter than those in that a field which is not
 * named is a fault: a misspelt one would be ignored by FedEx in silence.
 */
type Schema = { [key: string]: unknown };

const text = { type: "string" };
const some = { type: "string", minLength: 1 };
const number = { type: "number" };
const whole = { type: "integer" };
const yes = { type: "boolean" };
const upTo = (maxLength: number): Schema => ({ type: "string", minLength: 1, maxLength });
const oneOf = (...values: string[]): Schema => ({ enum: values });
const list = (items: Schema, limits: Schema = {}): Schema => ({ type: "array", items, ...limits });
const one = (items: Schema): Schema => list(items, { minItems: 1, maxItems: 1 });
const day = { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\d$" };
const moment = { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([+-]\\d\\d:\\d\\d)?$" };
const country = { type: "string", pattern: "^[A-Z]{2}$" };
const twelveDigits = { type: "string", pattern: "^\\d{12}$" };

/** An object of these fields and no others. A name that ends in ! is required. */
function fields(named: Record<string, Schema>): Schema {
  const names = Object.keys(named);
  return {
    type: "object",
    additionalProperties: false,
    required: names.filter((name) => name.endsWith("!")).map((name) => name.slice(0, -1)),
    properties: Object.fromEntries(names.map((name) => [name.replace(/!$/, ""), named[name]])),
  };
}

const serviceTypes = oneOf(
  "FIRST_OVERNIGHT",
  "PRIORITY_OVERNIGHT",
  "STANDARD_OVERNIGHT",
  "FEDEX_2_DAY",
  "FEDEX_2_DAY_AM",
  "FEDEX_EXPRESS_SAVER",
  "FEDEX_GROUND",
  "GROUND_HOME_DELIVERY",
  "INTERNATIONAL_FIRST",
  "INTERNATIONAL_ECONOMY",
  "FEDEX_INTERNATIONAL_PRIORITY",
  "FEDEX_INTERNATIONAL_PRIORITY_EXPRESS",
  "FEDEX_INTERNATIONAL_CONNECT_PLUS",
  "FEDEX_REGIONAL_ECONOMY",
  "FEDEX_ECONOMY",
  "FEDEX_PRIORITY",
  "FEDEX_PRIORITY_EXPRESS",
  "FEDEX_FIRST",
);
const pickupTypes = oneOf("CONTACT_FEDEX_TO_SCHEDULE", "DROPOFF_AT_FEDEX_LOCATION", "USE_SCHEDULED_PICKUP");
const weight = fields({ "units!": oneOf("KG", "LB"), "value!": { type: "number", exclusiveMinimum: 0 } });
const side = { type: "integer", minimum: 1, maximum: 999 };
const dimensions = fields({ "length!": side, "width!": side, "height!": side, "units!": oneOf("CM", "IN") });
const account = fields({ "value!": { type: "string", pattern: "^\\d{9}$" } });
const money = fields({ "amount!": { type: "number", minimum: 0, maximum: 99_999.99 }, "currency!": upTo(3) });
const names = list(fields({ type: text, encoding: text, value: text }));
const alerts = list(fields({ code: text, message: text, alertType: oneOf("NOTE", "WARNING") }));

const answer = (output: Schema): Schema =>
  fields({ "transactionId!": some, customerTransactionId: some, "output!": output });
const refused = fields({
  "transactionId!": some,
  customerTransactionId: some,
  "errors!": list(
    fields({
      "code!": some,
      "message!": some,
      parameterList: list(fields({ key: text, value: text })),
    }),
    { minItems: 1 },
  ),
});

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
const rateRequest = fields({
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
const ratedWeightMethods = oneOf("ACTUAL", "DIM", "BALLOON", "PACKAGING_MINIMUM", "OVERSIZE", "MIXED");
const serviceDescription = fields({
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
const rateOutput = fields({
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

const partyAddress = {
  "streetLines!": list(upTo(35), { minItems: 1, maxItems: 3 }),
  "city!": upTo(35),
  stateOrProvinceCode: upTo(2),
  postalCode: upTo(10),
  "countryCode!": country,
  residential: yes,
};
const party = fields({
  "contact!": fields({
    "phoneNumber!": { type: "string", minLength: 10, maxLength: 15 },
    personName: upTo(70),
    companyName: upTo(35),
    emailAddress: upTo(80),
  }),
  "address!": fields(partyAddress),
});
const payment = fields({
  "paymentType!": oneOf("SENDER", "RECIPIENT", "THIRD_PARTY", "COLLECT"),
  payor: fields({ "responsibleParty!": fields({ "accountNumber!": account }) }),
});
const reference = fields({
  "customerReferenceType!": oneOf(
    "CUSTOMER_REFERENCE",
    "DEPARTMENT_NUMBER",
    "INVOICE_NUMBER",
    "P_O_NUMBER",
    "INTRACOUNTRY_REGULATORY_REFERENCE",
    "RMA_ASSOCIATION",
  ),
  "value!": upTo(30),
});
const stockTypes = oneOf(
  "PAPER_4X6",
  "PAPER_4X675",
  "PAPER_4X8",
  "PAPER_4X9",
  "PAPER_7X475",
  "PAPER_85X11_BOTTOM_HALF_LABEL",
  "PAPER_85X11_TOP_HALF_LABEL",
  "PAPER_LETTER",
  "STOCK_4X6",
  "STOCK_4X675",
  "STOCK_4X8",
  "STOCK_4X9",
);
const shipRequest = fields({
  "labelResponseOptions!": oneOf("LABEL", "URL_ONLY"),
  "accountNumber!": account,
  "requestedShipment!": fields({
    shipDatestamp: day,
    "shipper!": party,
    "recipients!": one(party),
    "pickupType!": pickupTypes,
    "serviceType!": serviceTypes,
    "packagingType!": oneOf("YOUR_PACKAGING"),
    "totalWeight!": number,
    "shippingChargesPayment!": payment,
    "labelSpecification!": fields({
      labelFormatType: oneOf("COMMON2D", "LABEL_DATA_ONLY"),
      labelOrder: oneOf("SHIPPING_LABEL_FIRST", "SHIPPING_LABEL_LAST"),
      "labelStockType!": stockTypes,
      "imageType!": oneOf("ZPLII", "EPL2", "PDF", "PNG"),
    }),
    rateRequestType: list(oneOf("LIST", "NONE", "PREFERRED", "ACCOUNT", "INCENTIVE", "RETAIL")),
    preferredCurrency: upTo(3),
    totalPackageCount: whole,
    customsClearanceDetail: fields({
      "commercialInvoice!": fields({
        shipmentPurpose: oneOf(
          "GIFT",
          "NOT_SOLD",
          "PERSONAL_EFFECTS",
          "REPAIR_AND_RETURN",
          "RETURN",
          "SAMPLE",
          "SOLD",
        ),
        termsOfSale: upTo(3),
        customerReferences: list(reference),
      }),
      "commodities!": list(
        fields({
          "description!": upTo(450),
          unitPrice: money,
          numberOfPieces: { type: "integer", minimum: 0, maximum: 9_999 },
          quantity: whole,
          quantityUnits: text,
          customsValue: money,
          countryOfManufacture: country,
          harmonizedCode: text,
          name: text,
          weight,
          partNumber: text,
          purpose: oneOf("BUSINESS", "CONSUMER"),
        }),
        { minItems: 1, maxItems: 999 },
      ),
      "dutiesPayment!": payment,
      isDocumentOnly: yes,
      totalCustomsValue: money,
      exportDetail: fields({
        b13AFilingOption: oneOf(
          "NOT_REQUIRED",
          "MANUALLY_ATTACHED",
          "FILED_ELECTRONICALLY",
          "SUMMARY_REPORTING",
          "FEDEX_TO_STAMP",
        ),
        exportComplianceStatement: text,
      }),
    }),
    "requestedPackageLineItems!": one(
      fields({
        sequenceNumber: whole,
        groupPackageCount: whole,
        "weight!": weight,
        dimensions,
        customerReferences: list(reference),
        declaredValue: money,
      }),
    ),
  }),
});

const trackingId = fields({ formId: text, trackingIdType: text, "trackingNumber!": twelveDigits });
const shipOutput = fields({
  alerts,
  jobId: text,
  "transactionShipments!": one(
    fields({
      serviceType: serviceTypes,
      shipDatestamp: day,
      serviceCategory: text,
      serviceName: text,
      alerts,
      "masterTrackingNumber!": twelveDigits,
      "pieceResponses!": one(
        fields({
          masterTrackingNumber: twelveDigits,
          "trackingNumber!": twelveDigits,
          deliveryDatestamp: day,
          packageSequenceNumber: whole,
          additionalChargesDiscount: number,
          netRateAmount: number,
          "netChargeAmount!": number,
          netDiscountAmount: number,
          baseRateAmount: number,
          codCollectionAmount: number,
          currency: text,
          customerReferences: list(reference),
          "packageDocuments!": list(
            fields({
              "contentType!": oneOf("LABEL"),
              copiesToPrint: whole,
              "encodedLabel!": { type: "string", pattern: "^[A-Za-z0-9+/]+=*$" },
              "docType!": oneOf("PNG", "PDF", "ZPLII"),
            }),
            { minItems: 1 },
          ),
        }),
      ),
      "completedShipmentDetail!": fields({
        usDomestic: yes,
        carrierCode: oneOf("FDXE", "FDXG"),
        packagingDescription: text,
        masterTrackingId: trackingId,
        serviceDescription,
        completedPackageDetails: list(
          fields({
            sequenceNumber: whole,
            groupNumber: whole,
            signatureOption: text,
            trackingIds: list(trackingId),
          }),
        ),
        "shipmentRating!": fields({
          "actualRateType!": text,
          "shipmentRateDetails!": list(
            fields({
              "rateType!": text,
              rateZone: text,
              ratedWeightMethod: ratedWeightMethods,
              dimDivisor: whole,
              fuelSurchargePercent: number,
              totalBillingWeight: weight,
              totalBaseCharge: number,
              totalFreightDiscounts: number,
              totalNetFreight: number,
              totalSurcharges: number,
              totalNetFedExCharge: number,
              totalTaxes: number,
              "totalNetCharge!": number,
              "currency!": text,
            }),
            { minItems: 1 },
          ),
        }),
      }),
    }),
  ),
});

const cancelRequest = fields({
  "accountNumber!": account,
  emailShipment: yes,
  senderCountryCode: country,
  deletionControl: oneOf("DELETE_ALL_PACKAGES"),
  "trackingNumber!": some,
});
const cancelOutput = fields({
  cancelledShipment: yes,
  cancelledHistory: yes,
  successMessage: text,
  alerts,
});

const trackRequest = fields({
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
const referencesRequest = fields({
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
const trackOutput = fields({
  "completeTrackResults!": list(
    fields({ "trackingNumber!": some, "trackResults!": list(trackResult, { minItems: 1 }) }),
    { minItems: 1 },
  ),
  alerts,
  successful: yes,
});

const addressRequest = fields({
  inEffectAsOfTimestamp: day,
  validateAddressControlParameters: fields({ includeResolutionTokens: yes }),
  "addressesToValidate!": list(
    fields({
      "address!": fields({
        "streetLines!": list(upTo(35), { minItems: 1, maxItems: 3 }),
        "city!": text,
        stateOrProvinceCode: text,
        "postalCode!": text,
        "countryCode!": country,
      }),
      clientReferenceId: text,
    }),
    { minItems: 1, maxItems: 100 },
  ),
});
const token = fields({ changed: yes, value: text });
const flags =
  "POBox POBoxOnlyZIP SplitZip SuiteRequiredButMissing InvalidSuiteNumber DPV CountrySupported ValidlyFormed Matched Resolved Inserted MultiUnitBase ZIP11Match ZIP4Match UniqueZIP StreetAddress RRConversion ValidMultiUnit MultipleMatches";
const addressOutput = fields({
  "resolvedAddresses!": list(
    fields({
      streetLinesToken: list(text),
      city: text,
      stateOrProvinceCode: text,
      postalCode: text,
      countryCode: country,
      customerMessages: list(fields({ code: text, message: text })),
      cityToken: list(token),
      postalCodeToken: token,
      parsedPostalCode: fields({ base: text, addOn: text, deliveryPoint: text }),
      "classification!": oneOf("MIXED", "UNKNOWN", "BUSINESS", "RESIDENTIAL"),
      postOfficeBox: yes,
      normalizedStatusNameDPV: yes,
      standardizedStatusNameMatchSource: text,
      resolutionMethodName: oneOf(
        "USPS_VALIDATE",
        "CA_VALIDATE",
        "GENERIC_VALIDATE",
        "NAVTEQ_GEO_VALIDATE",
        "TELEATLAS_GEO_VALIDATE",
      ),
      ruralRouteHighwayContract: yes,
      generalDelivery: yes,
      "attributes!": fields({
        ...Object.fromEntries(flags.split(" ").map((flag) => [flag, yes])),
        ResolutionInput: oneOf("RAW_ADDRESS"),
        ResolutionMethod: text,
        DataVintage: text,
        MatchSource: text,
        AddressType: oneOf("RAW", "NORMALIZED", "STANDARDIZED"),
        AddressPrecision: text,
      }),
    }),
  ),
  alerts,
});

const tokenRequest = fields({
  "grant_type!": oneOf("client_credentials"),
  "client_id!": some,
  "client_secret!": some,
});
const tokenAnswer = fields({
  "access_token!": some,
  "token_type!": oneOf("bearer"),
  "expires_in!": whole,
  "scope!": text,
});

type Operation = { method: string; request: Schema; answer: Schema; form?: boolean };

const operations: Record<string, Operation> = {
  "/oauth/token": { method: "POST", request: tokenRequest, answer: tokenAnswer, form: true },
  "/rate/v1/rates/quotes": { method: "POST", request: rateRequest, answer: answer(rateOutput) },
  "/ship/v1/shipments": { method: "POST", request: shipRequest, answer: answer(shipOutput) },
  "/ship/v1/shipments/cancel": { method: "PUT", request: cancelRequest, answer: answer(cancelOutput) },
  "/track/v1/trackingnumbers": { method: "POST", request: trackRequest, answer: answer(trackOutput) },
  "/track/v1/referencenumbers": { method: "POST", request: referencesRequest, answer: answer(trackOutput) },
  "/address/v1/addresses/resolve": { method: "POST", request: addressRequest, answer: answer(addressOutput) },
};
export const documentedPaths = Object.keys(operations);

const ajv = new Ajv({ allErrors: true, strict: false });

function faultsOf(schema: Schema, value: unknown, where: string): string[] {
  const validate = ajv.compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${where}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** What is wrong with one exchange, in lines; an empty list is good. */
export function checkExchange({ method, path, headers, body, status, answer: given }: Exchange): string[] {
  const operation = operations[path];
  if (!operation || operation.method !== method) return [`${method} ${path} is not documented`];
  const type = (headers.get("content-type") ?? "").split(";")[0];
  const wanted = operation.form ? "application/x-www-form-urlencoded" : "application/json";
  const sent = operation.form ? Object.fromEntries(new URLSearchParams(body)) : (JSON.parse(body) as unknown);
  return [
    ...(type === wanted ? [] : [`${path}: content-type is ${type}`]),
    ...(operation.form || /^Bearer \S+$/.test(headers.get("authorization") ?? "")
      ? []
      : [`${path}: no bearer token`]),
    ...(operation.form || /^[a-z]{2}_[A-Z]{2}$/.test(headers.get("x-locale") ?? "")
      ? []
      : [`${path}: no x-locale`]),
    ...faultsOf(operation.request, sent, `${path} sent `),
    ...faultsOf(status < 300 ? operation.answer : refused, given, `${path} answered ${status} `),
  ];
}

/** What is wrong with a push: it looks like an answer of tracking, without the names of a call. */
export const checkPush = (body: string): string[] =>
  faultsOf(fields({ "output!": trackOutput }), JSON.parse(body), "push ");

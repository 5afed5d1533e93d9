import { alerts } from "./common";
import { country, day, fields, list, oneOf, text, upTo, yes } from "./schema";

export const addressRequest = fields({
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
export const addressOutput = fields({
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

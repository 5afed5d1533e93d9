import { z } from "zod";

/** The parts of UPS's answers that we read. Field names and shapes follow UPS's published OpenAPI files. */

const errors = z.array(z.object({ code: z.string(), message: z.string() }));
export const errorAnswer = z.object({ response: z.object({ errors }) });

/** Numbers arrive as strings: `expires_in` is seconds. */
export const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });

const charge = z.object({
  CurrencyCode: z.string().length(3),
  MonetaryValue: z.string().regex(/^\d+(\.\d+)?$/),
});

export type Charge = z.infer<typeof charge>;

export const shipAnswer = z.object({
  ShipmentResponse: z.object({
    ShipmentResults: z.object({
      ShipmentIdentificationNumber: z.string(),
      ShipmentCharges: z.object({ TotalCharges: charge }),
      NegotiatedRateCharges: z.object({ TotalCharge: charge }).optional(),
      PackageResults: z
        .array(
          z.object({
            TrackingNumber: z.string(),
            ShippingLabel: z.object({
              ImageFormat: z.object({ Code: z.enum(["GIF", "ZPL"]) }),
              GraphicImage: z.string().min(1),
            }),
          }),
        )
        .length(1),
    }),
  }),
});

const arrival = z.object({ Arrival: z.object({ Date: z.string() }) });
const ratedShipment = z.object({
  Service: z.object({ Code: z.string() }),
  TotalCharges: charge,
  NegotiatedRateCharges: z.object({ TotalCharge: charge.optional() }).optional(),
  TimeInTransit: z.object({ ServiceSummary: z.object({ EstimatedArrival: arrival }) }).optional(),
  GuaranteedDelivery: z.object({ ScheduledDeliveryDate: z.string().optional() }).optional(),
});
export type RatedShipment = z.infer<typeof ratedShipment>;
export const rateAnswer = z.object({ RateResponse: z.object({ RatedShipment: z.array(ratedShipment) }) });

const candidate = z.object({
  AddressKeyFormat: z.object({
    AddressLine: z.array(z.string()).default([]),
    PoliticalDivision2: z.string().optional(),
    PoliticalDivision1: z.string().optional(),
    PostcodePrimaryLow: z.string().optional(),
    PostcodeExtendedLow: z.string().optional(),
    CountryCode: z.string(),
  }),
});
export type AddressCandidate = z.infer<typeof candidate>["AddressKeyFormat"];

/** The indicators are there or not; what they hold means nothing. */
export const addressAnswer = z.object({
  XAVResponse: z.object({
    ValidAddressIndicator: z.string().optional(),
    AmbiguousAddressIndicator: z.string().optional(),
    NoCandidatesIndicator: z.string().optional(),
    Candidate: z.array(candidate).default([]),
  }),
});

export const subscribeAnswer = z.object({
  validTrackingNumbers: z.array(z.string()).optional(),
  invalidTrackingNumbers: z.array(z.string()).optional(),
});

const address = z
  .object({ city: z.string(), stateProvince: z.string(), countryCode: z.string(), country: z.string() })
  .partial();

const activity = z.object({
  date: z.string().optional(),
  time: z.string().optional(),
  gmtDate: z.string().optional(),
  gmtTime: z.string().optional(),
  gmtOffset: z.string().optional(),
  location: z.object({ address: address.optional() }).optional(),
  status: z
    .object({ type: z.string(), code: z.string(), statusCode: z.string(), description: z.string() })
    .partial()
    .optional(),
});

const trackedPackage = z.object({
  trackingNumber: z.string().optional(),
  activity: z.array(activity).default([]),
  deliveryDate: z.array(z.object({ type: z.string(), date: z.string() }).partial()).default([]),
  deliveryTime: z
    .object({ type: z.string(), startTime: z.string(), endTime: z.string() })
    .partial()
    .optional(),
  packageAddress: z.array(z.object({ type: z.string().optional(), address: address.optional() })).default([]),
  referenceNumber: z.array(z.object({ number: z.string().optional() })).default([]),
});
export type TrackedPackage = z.infer<typeof trackedPackage>;

export const trackAnswer = z.object({
  trackResponse: z.object({
    // A number UPS has not seen yet may come as a shipment with a warning and no package.
    shipment: z.array(z.object({ package: z.array(trackedPackage).default([]) })).default([]),
  }),
});

/** One Track Alert push. `descriptionCode` is in UPS's examples, not in its schema. */
export const pushedEvent = z.object({
  trackingNumber: z.string().min(1),
  localActivityDate: z.string().optional(),
  localActivityTime: z.string().optional(),
  gmtActivityDate: z.string().optional(),
  gmtActivityTime: z.string().optional(),
  gmtOffset: z.string().optional(),
  actualDeliveryDate: z.string().optional(),
  deliveryEndTime: z.string().optional(),
  activityLocation: z
    .object({ city: z.string(), stateProvince: z.string(), country: z.string() })
    .partial()
    .optional(),
  activityStatus: z.object({
    type: z.string().optional(),
    code: z.string().optional(),
    description: z.string().optional(),
    descriptionCode: z.union([z.number(), z.string()]).optional(),
  }),
});
export type PushedEvent = z.infer<typeof pushedEvent>;

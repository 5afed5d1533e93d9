import { z } from "zod";

/**
 * The parts of FedEx's answers that we read. Loose where FedEx's own descriptions and answers differ: a yes is `true` in
 * one and "true" in the other, and nearly every field may be missing.
 */

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || undefined);
const yes = z
  .union([z.boolean(), z.string()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? undefined : String(value) === "true"));
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

const alert = z.object({ code: text, message: text });

export const errorAnswer = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string().catch("") })).min(1),
});

/** `expires_in` is seconds. */
export const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });

const ratedShipment = z.object({
  rateType: text,
  totalNetCharge: z.number(),
  currency: text,
  shipmentRateDetail: z.object({ currency: text }).nullish(),
});
const rateReply = z.object({
  serviceType: z.string(),
  serviceName: text,
  ratedShipmentDetails: list(ratedShipment),
  commit: z.object({ dateDetail: z.object({ dayFormat: text }).nullish() }).nullish(),
  operationalDetail: z.object({ deliveryDate: text, commitDate: text, transitTime: text }).nullish(),
});
export type RateReply = z.infer<typeof rateReply>;
export const rateAnswer = z.object({ output: z.object({ rateReplyDetails: list(rateReply) }) });

const charge = z.object({ rateType: text, totalNetCharge: z.number(), currency: z.string() });
const piece = z.object({
  trackingNumber: z.string(),
  netChargeAmount: z.number().nullish(),
  currency: text,
  packageDocuments: z
    .array(z.object({ contentType: text, docType: text, encodedLabel: z.string().min(1) }))
    .min(1),
});
const transactionShipment = z.object({
  masterTrackingNumber: text,
  serviceType: text,
  serviceName: text,
  pieceResponses: z.array(piece).length(1),
  completedShipmentDetail: z
    .object({
      shipmentRating: z.object({ actualRateType: text, shipmentRateDetails: list(charge) }).nullish(),
    })
    .nullish(),
});
export type MadeShipment = z.infer<typeof transactionShipment>;
export const shipAnswer = z.object({
  output: z.object({ transactionShipments: z.array(transactionShipment).length(1) }),
});

export const cancelAnswer = z.object({
  output: z.object({ cancelledShipment: yes, alerts: list(alert) }),
});

const place = z
  .object({ city: text, stateOrProvinceCode: text, countryCode: text })
  .nullish()
  .transform((value) => value ?? undefined);
const scanEvent = z.object({
  date: text,
  eventType: text,
  eventDescription: text,
  exceptionDescription: text,
  derivedStatusCode: text,
  derivedStatus: text,
  scanLocation: place,
});
export type ScanEvent = z.infer<typeof scanEvent>;
const timeWindow = z.object({ window: z.object({ begins: text, ends: text }).nullish() }).nullish();
const trackResult = z.object({
  trackingNumberInfo: z.object({ trackingNumber: text }).nullish(),
  latestStatusDetail: z
    .object({
      code: text,
      derivedCode: text,
      description: text,
      statusByLocale: text,
      scanLocation: place,
    })
    .nullish(),
  scanEvents: list(scanEvent),
  dateAndTimes: list(z.object({ type: text, dateTime: text })),
  estimatedDeliveryTimeWindow: timeWindow,
  standardTransitTimeWindow: timeWindow,
  destinationLocation: z
    .object({ locationContactAndAddress: z.object({ address: place }).nullish() })
    .nullish(),
  recipientInformation: z.object({ address: place }).nullish(),
  error: z.object({ code: text, message: text }).nullish(),
});
export type TrackResult = z.infer<typeof trackResult>;
const completeTrackResult = z.object({ trackingNumber: text, trackResults: list(trackResult) });
export const trackAnswer = z.object({
  output: z.object({ completeTrackResults: list(completeTrackResult) }),
});

/** A push: as the tracking answers are, or with the results at the top. */
export const pushBody = z.union([
  z.object({ output: z.object({ completeTrackResults: z.array(completeTrackResult).min(1) }) }),
  z.object({ completeTrackResults: z.array(completeTrackResult).min(1) }),
  z.object({ trackingNumber: text, trackResults: z.array(trackResult).min(1) }),
]);

const resolvedAddress = z.object({
  streetLinesToken: list(z.string()),
  city: text,
  stateOrProvinceCode: text,
  postalCode: text,
  postalCodeToken: z.object({ value: text }).nullish(),
  parsedPostalCode: z.object({ base: text, addOn: text }).nullish(),
  countryCode: text,
  customerMessages: list(alert),
  attributes: z
    .object({
      CountrySupported: yes,
      AddressType: text,
      Resolved: yes,
      DPV: yes,
      SuiteRequiredButMissing: yes,
      InvalidSuiteNumber: yes,
      MultipleMatches: yes,
      InterpolatedStreetAddress: yes,
    })
    .partial()
    .nullish(),
});
export type ResolvedAddress = z.infer<typeof resolvedAddress>;
export const addressAnswer = z.object({ output: z.object({ resolvedAddresses: list(resolvedAddress) }) });

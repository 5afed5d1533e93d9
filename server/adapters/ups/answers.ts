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
              ImageFormat: z.object({ Code: z.literal("GIF") }),
              GraphicImage: z.string().min(1),
            }),
          }),
        )
        .length(1),
    }),
  }),
});

export const subscribeAnswer = z.object({
  validTrackingNumbers: z.array(z.string()).optional(),
  invalidTrackingNumbers: z.array(z.string()).optional(),
});

const activity = z.object({
  date: z.string().optional(),
  time: z.string().optional(),
  gmtDate: z.string().optional(),
  gmtTime: z.string().optional(),
  gmtOffset: z.string().optional(),
  location: z
    .object({
      address: z
        .object({ city: z.string(), stateProvince: z.string(), countryCode: z.string(), country: z.string() })
        .partial()
        .optional(),
    })
    .optional(),
  status: z
    .object({ type: z.string(), code: z.string(), statusCode: z.string(), description: z.string() })
    .partial()
    .optional(),
});

const trackedPackage = z.object({
  trackingNumber: z.string().optional(),
  activity: z.array(activity).default([]),
  deliveryDate: z.array(z.object({ type: z.string().optional(), date: z.string().optional() })).default([]),
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

import { z } from "zod";
import type { World } from "@/sandbox/vendor";
import { isTrackingNumber } from "@/server/adapters/fedex/tracking-number";
import { fedexError } from "./errors";
import { findParcel, type ParcelRow, parcelsWith, scansOf } from "./parcels";
import { badInput, isOurAccount } from "./shipment";
import { trackResult } from "./track-result";

const most = 30;
const longestRangeDays = 30;

const numbersBody = z.object({
  includeDetailedScans: z.boolean(),
  trackingInfo: z
    .array(z.object({ trackingNumberInfo: z.object({ trackingNumber: z.string() }) }))
    .min(1)
    .max(most),
});

/** `POST /track/v1/trackingnumbers`: an unknown number is an error within an answer of 200. */
export async function trackNumbers(world: World, body: unknown) {
  const parsed = numbersBody.safeParse(body);
  if (!parsed.success) throw badInput(parsed.error.issues[0]?.path ?? []);
  const { includeDetailedScans, trackingInfo } = parsed.data;
  const completeTrackResults = await Promise.all(
    trackingInfo.map(async ({ trackingNumberInfo: { trackingNumber } }) => {
      const parcel = isTrackingNumber(trackingNumber)
        ? await findParcel(world.db, trackingNumber)
        : undefined;
      return {
        trackingNumber,
        trackResults: [parcel ? await told(world, parcel, includeDetailedScans) : unknown(trackingNumber)],
      };
    }),
  );
  return { completeTrackResults };
}

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const referencesBody = z.object({
  referencesInformation: z.object({
    type: z.string().optional(),
    value: z.string().min(1),
    accountNumber: z.string().min(1),
    shipDateBegin: day,
    shipDateEndDate: day.optional(),
    shipDateEnd: day.optional(),
  }),
  includeDetailedScans: z.boolean().default(false),
});

/** `POST /track/v1/referencenumbers`: parcels of an account by what was written on them. */
export async function trackReferences(world: World, body: unknown) {
  const parsed = referencesBody.safeParse(body);
  if (!parsed.success) throw badInput(parsed.error.issues[0]?.path ?? []);
  const { referencesInformation: asked, includeDetailedScans } = parsed.data;
  const { shipDateBegin: begin, value } = asked;
  const end = asked.shipDateEndDate ?? asked.shipDateEnd;
  if (!end || end < begin) throw badInput(["referencesInformation", "shipDateEndDate"]);
  if (Date.parse(end) - Date.parse(begin) > longestRangeDays * 86_400_000)
    throw fedexError(
      400,
      "TRACKING.SHIPDATERANGE.TOOLONG",
      "The range of ship dates is longer than 30 days.",
    );
  if (!isOurAccount(asked.accountNumber))
    throw fedexError(400, "TRACKING.ACCOUNTNUMBER.INVALID", "Please provide a valid account number.");
  const parcels = await parcelsWith(world.db, value, { begin, end });
  if (parcels.length === 0)
    throw fedexError(
      404,
      "TRACKING.REFERENCENUMBER.NOTFOUND",
      "Reference number cannot be found. Please correct the reference number and try again.",
    );
  return {
    completeTrackResults: await Promise.all(
      parcels.map(async (parcel) => ({
        trackingNumber: parcel.tracking_number,
        trackResults: [await told(world, parcel, includeDetailedScans)],
      })),
    ),
    successful: true,
  };
}

async function told(world: World, parcel: ParcelRow, withScans: boolean) {
  const scans = await scansOf(world.db, parcel.tracking_number);
  const result = trackResult(parcel, scans);
  return withScans ? result : { ...result, scanEvents: result.scanEvents.slice(0, 1) };
}

const unknown = (trackingNumber: string) => ({
  trackingNumberInfo: { trackingNumber, trackingNumberUniqueId: "" },
  error: {
    code: "TRACKING.TRACKINGNUMBER.NOTFOUND",
    message: "Tracking number cannot be found. Please correct the tracking number and try again.",
  },
});

import { z } from "zod";
import { addressProblems } from "@/server/domain/customer/address";
import { isOneLine, isText } from "@/server/kernel/text";

const line = (what: string, max: number) =>
  z
    .string({ error: `Enter ${what}.` })
    .trim()
    .min(1, `Enter ${what}.`)
    .max(max, `Enter ${what} in at most ${max} characters.`)
    .refine(isOneLine, "Use one line of letters, digits and signs.");
const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max} characters.`)
    .refine(isText, "Use letters, digits and signs.")
    .transform((text) => text || undefined);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time, such as 14:00.");
const whole = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,7}$/, `Enter a whole number from ${min} to ${max.toLocaleString("en-US")}.`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, {
      error: `Enter a whole number from ${min} to ${max.toLocaleString("en-US")}.`,
    });
const degrees = (most: number) =>
  z
    .string()
    .trim()
    .transform((text) => (text === "" ? undefined : Number(text)))
    .refine((value) => value === undefined || (Number.isFinite(value) && Math.abs(value) <= most), {
      error: `Enter degrees from -${most} to ${most}, or leave it empty.`,
    });

const isZone = (name: string): boolean => Intl.supportedValuesOf("timeZone").includes(name);

export const placeCodeSchema = z
  .string({ error: "Enter a code." })
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9-]{1,11}$/, "Use 2 to 12 letters and digits, such as NORTH.");

/** A fulfilment centre, as its form has it. */
export const placeSchema = z
  .object({
    name: line("a name", 60),
    sender: line("who sends", 60),
    company: optional(60),
    line1: line("the street and number", 120),
    line2: optional(120),
    city: line("the town or city", 80),
    region: optional(60).transform((region) => region?.toUpperCase()),
    postalCode: line("the postcode", 16).transform((code) => code.toUpperCase()),
    country: z.string({ error: "Choose a country." }).trim().toUpperCase().length(2, "Choose a country."),
    phone: optional(30),
    latitude: degrees(90),
    longitude: degrees(180),
    timeZone: z.string().refine(isZone, "Choose a time zone."),
    cutOff: time,
    collectionAt: time,
    workingDays: z.array(z.coerce.number().int().min(1).max(7)).min(1, "Choose at least one day."),
    dailyCapacity: z.union([z.literal("").transform(() => null), whole(1, 100_000)], {
      error: "Enter a whole number from 1 to 100,000, or leave it empty.",
    }),
    priority: whole(1, 1_000),
  })
  .superRefine((place, check) => {
    for (const { field, message } of addressProblems(place))
      check.addIssue({ code: "custom", path: [field], message });
    if (place.cutOff > place.collectionAt)
      check.addIssue({
        code: "custom",
        path: ["cutOff"],
        message: "What comes in by then still leaves: it can't be later than the collection.",
      });
    if ((place.latitude === undefined) !== (place.longitude === undefined))
      check.addIssue({ code: "custom", path: ["latitude"], message: "Enter both coordinates, or neither." });
  });
export type PlaceInput = z.output<typeof placeSchema>;
